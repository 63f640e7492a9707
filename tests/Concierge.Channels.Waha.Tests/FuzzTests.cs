using System.Diagnostics;
using System.Text;
using Concierge.Testing.Shared;

namespace Concierge.Channels.Waha.Tests;

/// <summary>S11, S12: hostile JSON and mutants of our recordings.</summary>
public sealed class FuzzTests : IDisposable
{
    private const int Mutants = 100_000;

    private readonly WahaFixture _fixture = new();
    private readonly IChannel _channel;

    public FuzzTests() => _channel = _fixture.CreateChannel(new Uri("http://127.0.0.1:1"), TimeSpan.FromSeconds(1));

    [Fact]
    public void Read_GrammarAwareMutants_NeverThrowsLosesOrHesitates()
    {
        byte[][] recordings = [.. _fixture.Recordings.Select(static recording => recording.ToArray())];
        var mutator = new JsonMutator(
            20_261_121,
            "\"event\":\"message.any\",",
            "\"payload\":{},",
            "\"_data\":{\"message\":{\"ptt\":{}}},",
            "\"vote\":[[]],",
            "\"selectedOptions\":[{},null,1],",
            "\"vCards\":[{}],",
            "\"after\":{\"after\":{}},",
            "\"true_@_\"",
            "\"@\"");
        long slowest = 0;
        for (int i = 0; i < Mutants; i++)
        {
            byte[] body = mutator.Mutate(recordings[i % recordings.Length]);
            long started = Stopwatch.GetTimestamp();
            IReadOnlyList<ChannelEvent> events = _fixture.Read(_channel, body);
            slowest = Math.Max(slowest, Stopwatch.GetTimestamp() - started);
            if (events.Count == 0 || events.Any(channelEvent => channelEvent.Raw.Length != body.Length))
            {
                Assert.Fail("Nothing or too little came of: " + Convert.ToBase64String(body));
            }
        }

        Stopwatch.GetElapsedTime(0, slowest).Should().BeLessThan(TimeSpan.FromSeconds(1));
    }

    public static TheoryData<string, string> Bombs => new()
    {
        { "depth 100,000", new string('[', 100_000) },
        { "depth inside the engine's data", Wrap($"\"_data\":{string.Concat(Enumerable.Repeat("{\"message\":", 100_000))}") },
        { "a million keys", Wrap(string.Concat(Enumerable.Range(0, 1_000_000).Select(static i => $"\"k{i}\":1,")) + "\"body\":\"x\"") },
        { "a million keys in the engine's data", Wrap($"\"_data\":{{\"message\":{{{string.Join(',', Enumerable.Range(0, 1_000_000).Select(static i => $"\"k{i}\":1"))}}}}}") },
        { "duplicate keys", Wrap(string.Concat(Enumerable.Repeat("\"_data\":{\"type\":\"ptt\"},", 100_000)) + "\"body\":\"x\"") },
        { "a number of 10 MB", Wrap($"\"timestamp\":{new string('9', 10_000_000)}") },
        { "lone surrogates", Wrap($"\"body\":\"{string.Concat(Enumerable.Repeat("\\ud800", 100_000))}\"") },
        { "NUL", Wrap("\"body\":\"\\u0000\"") },
        { "NaN", Wrap("\"location\":{\"latitude\":NaN}") },
        { "NaN as text", Wrap("\"location\":{\"latitude\":\"NaN\",\"longitude\":\"Infinity\"}") },
        { "stubs of stubs", Wrap(string.Concat(Enumerable.Repeat("\"after\":{", 200)) + new string('}', 200)) },
        { "escaped names", Wrap("\"\\u0062ody\":\"x\",\"\\ud800\":1,\"_data\":{\"\\u0074ype\":\"ptt\"}") },
        { "a hundred thousand options", "{\"event\":\"poll.vote\",\"payload\":{\"vote\":{\"id\":\"false_1@c.us_A\",\"from\":\"1@c.us\",\"selectedOptions\":[" + string.Join(',', Enumerable.Repeat("\"x\"", 100_000)) + "]}}}" },
    };

    [Theory]
    [MemberData(nameof(Bombs))]
    public void Read_Bomb_IsReadInBoundedTime(string name, string body)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(body);
        _fixture.Read(_channel, bytes);
        long started = Stopwatch.GetTimestamp();

        IReadOnlyList<ChannelEvent> events = _fixture.Read(_channel, bytes);

        events.Should().NotBeEmpty(name);

        // Tells linear from worse, on a machine that is busy with other things.
        Stopwatch.GetElapsedTime(started).Should().BeLessThan(TimeSpan.FromSeconds(1 + (bytes.Length / 2_000_000)));
    }

    [Fact]
    public void Read_LongText_KeepsEveryCharacter()
    {
        string text = string.Concat(Enumerable.Repeat("é😀", 20_000));

        var message = (MessageReceived)_fixture.Read(_channel, _fixture.TextWebhook("false_1@c.us_LONG", text)).Single();

        message.Body.PlainText.Should().Be(text);
    }

    public void Dispose() => _fixture.Dispose();

    private static string Wrap(string members) => "{\"event\":\"message\",\"session\":\"default\",\"payload\":{\"id\":\"false_1@c.us_A\",\"from\":\"1@c.us\",\"fromMe\":false," + members + "}}";
}
