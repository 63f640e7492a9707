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

    /// <summary>Reads a bomb and bounds the time.</summary>
    protected void ReadsInBoundedTime(string name, string body)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(body);
        Fixture.Read(_channel, bytes);
        long started = Stopwatch.GetTimestamp();

        IReadOnlyList<ChannelEvent> events = Fixture.Read(_channel, bytes);

        events.Should().NotBeEmpty(name);

        // Tells linear from worse, on a machine that is busy with other things.
        Stopwatch.GetElapsedTime(started).Should().BeLessThan(TimeSpan.FromSeconds(1 + (bytes.Length / 2_000_000)));
    }
}
