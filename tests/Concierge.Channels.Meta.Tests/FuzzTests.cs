using System.Diagnostics;
using System.Text;

namespace Concierge.Channels.Meta.Tests;

/// <summary>S11, S12: hostile JSON and mutants of our recordings.</summary>
public sealed class FuzzTests : IDisposable
{
    private const int Mutants = 200_000;
    private static readonly string[] Tokens =
    [
        "{", "}", "[", "]", ",", ":", "\"", "\\", "null", "true", "false", "0", "-1", "1e999", "\"\"", "{}", "[]", "\"\\ud800\"", "\"\\u0000\"", "\"a\":", "\"type\":", "\"text\":{\"body\":1}",
        "\"messages\":[{}],", "\"statuses\":[{}],", "\"errors\":[[]],", "\"entry\":[{\"changes\":[{\"value\":{}}]}],", "99999999999999999999", "\"timestamp\":\"-5\",", "\"timestamp\":1e9,", "\uFEFF", "é", "NaN",
    ];

    private readonly MetaFixture _fixture = new();
    private readonly IChannel _channel;

    public FuzzTests() => _channel = _fixture.CreateChannel(new Uri("http://127.0.0.1:1"), TimeSpan.FromSeconds(1));

    [Fact]
    public void Read_GrammarAwareMutants_NeverThrowsLosesOrHesitates()
    {
        byte[][] recordings = [.. _fixture.Recordings.Select(static recording => recording.ToArray())];
        var random = new Random(20_261_121);
        long slowest = 0;
        for (int i = 0; i < Mutants; i++)
        {
            byte[] body = Mutate(recordings[i % recordings.Length], random);
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

    private static byte[] Mutate(byte[] recording, Random random)
    {
        var body = new List<byte>(recording);
        for (int edits = random.Next(1, 5); edits > 0; edits--)
        {
            int at = random.Next(body.Count + 1);
            switch (random.Next(6))
            {
                case 0:
                    body.InsertRange(at, Encoding.UTF8.GetBytes(Tokens[random.Next(Tokens.Length)]));
                    break;
                case 1:
                    body.RemoveRange(at, Math.Min(random.Next(1, 30), body.Count - at));
                    break;
                case 2 when body.Count > 0:
                    body[at % body.Count] = (byte)random.Next(256);
                    break;
                case 3:
                    body.InsertRange(at, body.GetRange(at, Math.Min(random.Next(1, 200), body.Count - at)));
                    break;
                case 4:
                    Swap(body, random);
                    break;
                default:
                    body.RemoveRange(at, body.Count - at);
                    break;
            }
        }

        return [.. body];
    }

    // Puts another value in the place of one.
    private static void Swap(List<byte> body, Random random)
    {
        int colon = body.IndexOf((byte)':', random.Next(body.Count + 1));
        if (colon < 0)
        {
            return;
        }

        int end = body.FindIndex(colon, static b => b is (byte)',' or (byte)'}');
        if (end > colon)
        {
            body.RemoveRange(colon + 1, end - colon - 1);
            body.InsertRange(colon + 1, Encoding.UTF8.GetBytes(Tokens[random.Next(Tokens.Length)]));
        }
    }

    private static string Wrap(string members) =>
        "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"changes\":[{\"field\":\"messages\",\"value\":{\"messages\":[{\"id\":\"1\",\"from\":\"2\"," + members + "}]}}]}]}";

    private static string Crowd(int count) =>
        "{\"entry\":[{\"changes\":[{\"field\":\"messages\",\"value\":{\"contacts\":["
        + string.Join(',', Enumerable.Range(0, count).Select(static i => $"{{\"wa_id\":\"{i}\",\"profile\":{{\"name\":\"n{i}\"}}}}"))
        + "],\"messages\":["
        + string.Join(',', Enumerable.Range(0, count).Select(static i => $"{{\"id\":\"w{i}\",\"from\":\"{i}\",\"type\":\"text\",\"text\":{{\"body\":\"x\"}}}}"))
        + "]}}]}]}";
}
