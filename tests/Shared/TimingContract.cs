using System.Diagnostics;
using System.Globalization;
using Concierge.Channels;
using Concierge.Testing.Contracts.Channels;
using Microsoft.Extensions.Primitives;

namespace Concierge.Testing.Shared;

/// <summary>
/// S07: how long a forged signature takes to be refused says nothing of how much of it was right. Two classes of forgeries, one wrong
/// at its first character and one at its last, in random order; Welch's t over the times tells whether they differ.
/// </summary>
[Collection(AloneCollection.Name)]
public abstract class TimingContract<TFixture> : IDisposable
    where TFixture : ChannelContractFixture, new()
{
    private const int Forgeries = 256;
    private const double Bound = 4.5;

    /// <summary>A leak shows every time, and the clearer the more is timed; a disturbance by other work on the machine does not.</summary>
    private const int Runs = 5;

    /// <summary>A run that was not long to begin with grows no longer than this.</summary>
    private const int GrownRun = 1_000_000;

    private readonly TFixture _fixture = new();

    /// <summary>Where the encoded bytes of the signature begin in its header.</summary>
    protected abstract int SignatureStart { get; }

    /// <summary>CONCIERGE_TIMING says how many forgeries are timed.</summary>
    [Fact]
    public void Authenticate_ForgedAtTheStartOrAtTheEnd_TakesTheSameTime_S07()
    {
        IChannel channel = _fixture.CreateChannel(new Uri("http://127.0.0.1:1"), TimeSpan.FromSeconds(1));
        channel.Authenticate(_fixture.Signed(Body(0))).Should().Be(WebhookVerdict.Authentic);

        double least = LeastDifference((request, _) => channel.Authenticate(request) == WebhookVerdict.Authentic);

        least.Should().BeLessThan(Bound);
    }

    /// <summary>The measurement would see a comparison that stops at the first difference.</summary>
    [Fact]
    public void Measurement_OfAComparisonThatStopsEarly_SeesIt_S07()
    {
        double least = LeastDifference((request, right) => IsEqualUpTo(request.Header(_fixture.SignatureHeader)[0]!, right) == right.Length);

        least.Should().BeGreaterThan(Bound);
    }

    public void Dispose()
    {
        _fixture.Dispose();
        GC.SuppressFinalize(this);
    }

    private static int IsEqualUpTo(string one, string other)
    {
        int i = 0;
        while (i < one.Length && i < other.Length && one[i] == other[i])
        {
            i++;
        }

        return i;
    }

    private double LeastDifference(Func<WebhookRequest, string, bool> check)
    {
        int count = int.TryParse(Environment.GetEnvironmentVariable("CONCIERGE_TIMING"), NumberStyles.None, CultureInfo.InvariantCulture, out int asked) ? asked : 30_000;
        double least = double.MaxValue;
        for (int run = 0; run < Runs && least >= Bound; run++)
        {
            least = Math.Min(least, Math.Abs(Difference(check, count >= GrownRun ? count : Math.Min(count << run, GrownRun), seed: run)));
        }

        return least;
    }

    /// <summary>Welch's t of the two classes, without the slowest tenth: what interrupts a check says nothing of it.</summary>
    private double Difference(Func<WebhookRequest, string, bool> check, int count, int seed)
    {
        var random = new Random(seed);
        var times = new long[count];
        var which = new byte[count];
        random.NextBytes(which);
        int accepted = 0;
        (WebhookRequest Start, WebhookRequest End, string Right)[] forgeries = [];
        for (int i = 0; i < count; i++)
        {
            // Other forgeries again and again: their text, which the attacker knows, must not be what is measured.
            if (i % (Forgeries * Forgeries) == 0)
            {
                forgeries = [.. Enumerable.Range(0, Forgeries).Select(_ => Forge(random))];
            }

            which[i] &= 1;
            (WebhookRequest start, WebhookRequest end, string right) = forgeries[i % Forgeries];
            WebhookRequest request = which[i] == 0 ? start : end;
            long started = Stopwatch.GetTimestamp();
            accepted += check(request, right) ? 1 : 0;
            times[i] = Stopwatch.GetTimestamp() - started;
        }

        accepted.Should().Be(0);
        long[] sorted = [.. times.Order()];
        long cut = sorted[(int)(count * 0.9)];
        double[][] samples = [.. Enumerable.Range(0, 2).Select(side => times.Where((time, i) => which[i] == side && time < cut).Select(static time => (double)time).ToArray())];
        (double Mean, double Error)[] sides = [.. samples.Select(static sample =>
        {
            double mean = sample.Average();
            return (mean, sample.Sum(time => (time - mean) * (time - mean)) / (sample.Length - 1) / sample.Length);
        })];
        return (sides[0].Mean - sides[1].Mean) / Math.Sqrt(sides[0].Error + sides[1].Error);
    }

    private ReadOnlyMemory<byte> Body(int number) => _fixture.TextWebhook($"timing-{number:D9}", "hello");

    /// <summary>One body with a signature that is wrong at its first character, and with one that is wrong at its last.</summary>
    private (WebhookRequest Start, WebhookRequest End, string Right) Forge(Random random)
    {
        ReadOnlyMemory<byte> body = Body(random.Next(1_000_000_000));
        Dictionary<string, StringValues> headers = _fixture.Headers(body);
        string right = headers[_fixture.SignatureHeader].ToString();

        // The last characters of Base64 are padding and spare bits.
        int last = right.Length - 4;

        // Which of them lies first in memory must not be what is measured.
        if (random.Next(2) == 0)
        {
            WebhookRequest end = WrongAt(last);
            return (WrongAt(SignatureStart), end, right);
        }

        return (WrongAt(SignatureStart), WrongAt(last), right);

        WebhookRequest WrongAt(int place)
        {
            char[] forged = right.ToCharArray();
            while (forged[place] == right[place])
            {
                forged[place] = "0123456789abcdef"[random.Next(16)];
            }

            return _fixture.Request(body, new Dictionary<string, StringValues>(headers, headers.Comparer) { [_fixture.SignatureHeader] = new string(forged) });
        }
    }
}
