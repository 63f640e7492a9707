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
public abstract class TimingContract<TFixture> : IDisposable
    where TFixture : ChannelContractFixture, new()
{
    private const int Forgeries = 256;
    private const double Bound = 4.5;

    /// <summary>A leak shows every time; a disturbance by other work on the machine does not.</summary>
    private const int Runs = 4;

    private readonly TFixture _fixture = new();

    /// <summary>Where the encoded bytes of the signature begin in its header.</summary>
    protected abstract int SignatureStart { get; }

    /// <summary>CONCIERGE_TIMING says how many forgeries are timed.</summary>
    [Fact]
    public void Authenticate_ForgedAtTheStartOrAtTheEnd_TakesTheSameTime_S07()
    {
        IChannel channel = _fixture.CreateChannel(new Uri("http://127.0.0.1:1"), TimeSpan.FromSeconds(1));
        ReadOnlyMemory<byte> body = _fixture.TextWebhook("timing-1", "hello");
        WebhookRequest[][] classes = [Forge(body, static (start, _) => start), Forge(body, static (_, end) => end)];
        channel.Authenticate(_fixture.Signed(body)).Should().Be(WebhookVerdict.Authentic);
        classes.SelectMany(static forged => forged).Should().OnlyContain(forged => channel.Authenticate(forged) == WebhookVerdict.Rejected);

        double least = LeastDifference(request => channel.Authenticate(request) == WebhookVerdict.Authentic, classes);

        least.Should().BeLessThan(Bound);
    }

    /// <summary>The measurement would see a comparison that stops at the first difference.</summary>
    [Fact]
    public void Measurement_OfAComparisonThatStopsEarly_SeesIt_S07()
    {
        ReadOnlyMemory<byte> body = _fixture.TextWebhook("timing-1", "hello");
        string right = _fixture.Sign(body)[_fixture.SignatureHeader];
        WebhookRequest[][] classes = [Forge(body, static (start, _) => start), Forge(body, static (_, end) => end)];

        double least = LeastDifference(request => IsEqualUpTo(request.Header(_fixture.SignatureHeader)[0]!, right) == right.Length, classes);

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

    private static double LeastDifference(Func<WebhookRequest, bool> check, WebhookRequest[][] classes)
    {
        int count = int.TryParse(Environment.GetEnvironmentVariable("CONCIERGE_TIMING"), NumberStyles.None, CultureInfo.InvariantCulture, out int asked) ? asked : 60_000;
        double least = double.MaxValue;
        for (int run = 0; run < Runs && least >= Bound; run++)
        {
            least = Math.Min(least, Math.Abs(Difference(check, classes, count, seed: run)));
        }

        return least;
    }

    /// <summary>Welch's t of the two classes, without the slowest tenth: what interrupts a check says nothing of it.</summary>
    private static double Difference(Func<WebhookRequest, bool> check, WebhookRequest[][] classes, int count, int seed)
    {
        var random = new Random(seed);
        var times = new long[count];
        var which = new byte[count];
        random.NextBytes(which);
        int accepted = 0;
        for (int i = 0; i < count; i++)
        {
            which[i] &= 1;
            WebhookRequest request = classes[which[i]][i % Forgeries];
            long started = Stopwatch.GetTimestamp();
            accepted += check(request) ? 1 : 0;
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

    /// <summary>The same signature, wrong at one place, in strings of their own.</summary>
    private WebhookRequest[] Forge(ReadOnlyMemory<byte> body, Func<int, int, int> place)
    {
        Dictionary<string, StringValues> headers = _fixture.Headers(body);
        string right = headers[_fixture.SignatureHeader].ToString();

        // The last characters of Base64 are padding and spare bits.
        int at = place(SignatureStart, right.Length - 4);
        return [.. Enumerable.Range(0, Forgeries).Select(_ =>
        {
            char[] forged = right.ToCharArray();
            forged[at] = forged[at] == '0' ? '1' : '0';
            return _fixture.Request(body, new Dictionary<string, StringValues>(headers, headers.Comparer) { [_fixture.SignatureHeader] = new string(forged) });
        })];
    }
}
