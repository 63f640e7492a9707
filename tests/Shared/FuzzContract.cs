using System.Diagnostics;
using System.Text;
using Concierge.Channels;
using Concierge.Testing.Contracts.Channels;

namespace Concierge.Testing.Shared;

/// <summary>S11, S12: hostile JSON and mutants of a channel's recordings.</summary>
public abstract class FuzzContract<TFixture> : IDisposable
    where TFixture : ChannelContractFixture, new()
{
    private readonly IChannel _channel;

    protected FuzzContract() => _channel = Fixture.CreateChannel(new Uri("http://127.0.0.1:1"), TimeSpan.FromSeconds(1));

    protected TFixture Fixture { get; } = new();

    /// <summary>How many mutants are read.</summary>
    protected abstract int Mutants { get; }

    /// <summary>Tokens of the channel's format, for mutants.</summary>
    protected abstract string[] Tokens { get; }

    /// <summary>An id of a message.</summary>
    protected abstract string MessageId { get; }

    [Fact]
    public void Read_GrammarAwareMutants_NeverThrowsLosesOrHesitates()
    {
        byte[][] recordings = [.. Fixture.Recordings.Select(static recording => recording.ToArray())];
        var mutator = new JsonMutator(20_261_121, Tokens);
        long slowest = 0;
        for (int i = 0; i < Mutants; i++)
        {
            byte[] body = mutator.Mutate(recordings[i % recordings.Length]);
            long started = Stopwatch.GetTimestamp();
            IReadOnlyList<ChannelEvent> events = Fixture.Read(_channel, body);
            slowest = Math.Max(slowest, Stopwatch.GetTimestamp() - started);
            if (!IsComplete(body, events))
            {
                Assert.Fail("Nothing or too little came of: " + Convert.ToBase64String(body));
            }
        }

        Stopwatch.GetElapsedTime(0, slowest).Should().BeLessThan(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void Read_LongText_KeepsEveryCharacter()
    {
        string text = string.Concat(Enumerable.Repeat("é😀", 20_000));

        var message = (MessageReceived)Fixture.Read(_channel, Fixture.TextWebhook(MessageId, text)).Single();

        message.Body.PlainText.Should().Be(text);
    }

    public void Dispose()
    {
        Fixture.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Whether nothing of a body was lost. Default: something came of it.</summary>
    protected virtual bool IsComplete(byte[] body, IReadOnlyList<ChannelEvent> events) => events.Count > 0;

    /// <summary>Reads a bomb and bounds the time: 50 ms for each megabyte, and for what is smaller.</summary>
    protected void ReadsInBoundedTime(string name, string body)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(body);
        var bound = TimeSpan.FromMilliseconds(50 * Math.Max(1, bytes.Length / 1e6));

        Fixture.Read(_channel, bytes).Should().NotBeEmpty(name);

        LeastTime(bytes, bound).Should().BeLessThan(bound, name);
    }

    /// <summary>Reads two bodies of one size and shape, and bounds what the second takes longer.</summary>
    protected void ReadsAlike(string ordinary, string hostile)
    {
        byte[] baseline = Encoding.UTF8.GetBytes(ordinary);
        byte[] attack = Encoding.UTF8.GetBytes(hostile);
        Fixture.Read(_channel, attack).Should().NotBeEmpty();
        TimeSpan usual = LeastTime(baseline, TimeSpan.Zero);

        LeastTime(attack, 2 * usual).Should().BeLessThan(2 * usual);
    }

    /// <summary>The machine may be busy with other things, which makes a reading longer and never shorter: the least of several, or the first that is short enough.</summary>
    private TimeSpan LeastTime(byte[] body, TimeSpan enough)
    {
        const int readings = 10;
        TimeSpan least = TimeSpan.MaxValue;
        for (int i = 0; i < readings && least >= enough; i++)
        {
            long started = Stopwatch.GetTimestamp();
            Fixture.Read(_channel, body);
            TimeSpan taken = Stopwatch.GetElapsedTime(started);
            least = taken < least ? taken : least;
        }

        return least;
    }
}
