using System.Diagnostics;
using System.Text;
using Concierge.Testing.Shared;

namespace Concierge.Channels.Meta.Tests;

/// <summary>S11, S12: hostile JSON and mutants of our recordings.</summary>
public sealed class FuzzTests : IDisposable
{
    private const int Mutants = 200_000;

    private readonly MetaFixture _fixture = new();
    private readonly IChannel _channel;

    public FuzzTests() => _channel = _fixture.CreateChannel(new Uri("http://127.0.0.1:1"), TimeSpan.FromSeconds(1));

    [Fact]
    public void Read_GrammarAwareMutants_NeverThrowsLosesOrHesitates()
    {
        byte[][] recordings = [.. _fixture.Recordings.Select(static recording => recording.ToArray())];
        var mutator = new JsonMutator(
            20_261_121,
            "\"type\":",
            "\"text\":{\"body\":1}",
            "\"messages\":[{}],",
            "\"statuses\":[{}],",
            "\"errors\":[[]],",
            "\"entry\":[{\"changes\":[{\"value\":{}}]}],");
        long slowest = 0;
        for (int i = 0; i < Mutants; i++)
        {
            byte[] body = mutator.Mutate(recordings[i % recordings.Length]);
            long started = Stopwatch.GetTimestamp();
            int events = _fixture.Read(_channel, body).Count;
            slowest = Math.Max(slowest, Stopwatch.GetTimestamp() - started);
            if (events == 0)
            {
                Assert.Fail("Nothing came of: " + Convert.ToBase64String(body));
            }
        }

        Stopwatch.GetElapsedTime(0, slowest).Should().BeLessThan(TimeSpan.FromSeconds(1));
    }

    public static TheoryData<string, string> Bombs => new()
    {
        { "depth 100,000", new string('[', 100_000) },
        { "depth inside a message", Wrap($"\"image\":{string.Concat(Enumerable.Repeat("{\"a\":", 100_000))}") },
        { "a million keys", Wrap(string.Concat(Enumerable.Range(0, 1_000_000).Select(static i => $"\"k{i}\":1,")) + "\"type\":\"text\",\"text\":{\"body\":\"x\"}") },
        { "duplicate keys", Wrap(string.Concat(Enumerable.Repeat("\"type\":\"text\",", 100_000)) + "\"text\":{\"body\":\"x\"}") },
        { "a number of 10 MB", Wrap($"\"timestamp\":{new string('9', 10_000_000)},\"type\":\"text\",\"text\":{{\"body\":\"x\"}}") },
        { "lone surrogates", Wrap($"\"type\":\"text\",\"text\":{{\"body\":\"{string.Concat(Enumerable.Repeat("\\ud800", 100_000))}\"}}") },
        { "NUL", Wrap("\"type\":\"text\",\"text\":{\"body\":\"\\u0000\"}") },
        { "NaN", Wrap("\"type\":\"location\",\"location\":{\"latitude\":NaN}") },
        { "NaN as text", Wrap("\"type\":\"location\",\"location\":{\"latitude\":\"NaN\",\"longitude\":\"Infinity\"}") },
        { "edits of edits", Wrap(string.Concat(Enumerable.Repeat("\"type\":\"edit\",\"edit\":{\"message\":{", 10)) + new string('}', 20)) },
        { "escaped names", Wrap("\"\\u0074ype\":\"text\",\"\\ud800\":1,\"text\":{\"\\u0062ody\":\"x\"}") },
        { "text of 65,000 characters", Wrap($"\"type\":\"text\",\"text\":{{\"body\":\"{new string('x', 65_000)}\"}}") },
        { "many people and messages", Crowd(10_000) },
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
        // The bar of 50 ms per MB is for a quiet machine and an optimised build; this one tells linear from worse.
        Stopwatch.GetElapsedTime(started).Should().BeLessThan(TimeSpan.FromSeconds(1 + (bytes.Length / 2_000_000)));
    }

    [Fact]
    public void Read_LongText_KeepsEveryCharacter()
    {
        string text = string.Concat(Enumerable.Repeat("é😀", 20_000));

        var message = (MessageReceived)_fixture.Read(_channel, _fixture.TextWebhook("wamid.LONG", text)).Single();

        message.Body.PlainText.Should().Be(text);
    }

    public void Dispose() => _fixture.Dispose();

    private static string Wrap(string members) =>
        "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"changes\":[{\"field\":\"messages\",\"value\":{\"messages\":[{\"id\":\"1\",\"from\":\"2\"," + members + "}]}}]}]}";

    private static string Crowd(int count) =>
        "{\"entry\":[{\"changes\":[{\"field\":\"messages\",\"value\":{\"contacts\":["
        + string.Join(',', Enumerable.Range(0, count).Select(static i => $"{{\"wa_id\":\"{i}\",\"profile\":{{\"name\":\"n{i}\"}}}}"))
        + "],\"messages\":["
        + string.Join(',', Enumerable.Range(0, count).Select(static i => $"{{\"id\":\"w{i}\",\"from\":\"{i}\",\"type\":\"text\",\"text\":{{\"body\":\"x\"}}}}"))
        + "]}}]}]}";
}
