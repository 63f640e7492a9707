using Concierge.Testing.Shared;

namespace Concierge.Channels.Meta.Tests;

public sealed class FuzzTests : FuzzContract<MetaFixture>
{
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

    protected override int Mutants => 200_000;

    protected override string MessageId => "wamid.LONG";

    protected override string[] Tokens =>
    [
        "\"type\":",
        "\"text\":{\"body\":1}",
        "\"messages\":[{}],",
        "\"statuses\":[{}],",
        "\"errors\":[[]],",
        "\"entry\":[{\"changes\":[{\"value\":{}}]}],",
    ];

    [Theory]
    [MemberData(nameof(Bombs))]
    public void Read_Bomb_IsReadInBoundedTime(string name, string body) => ReadsInBoundedTime(name, body);

    private static string Wrap(string members) =>
        "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"changes\":[{\"field\":\"messages\",\"value\":{\"messages\":[{\"id\":\"1\",\"from\":\"2\"," + members + "}]}}]}]}";

    private static string Crowd(int count) =>
        "{\"entry\":[{\"changes\":[{\"field\":\"messages\",\"value\":{\"contacts\":["
        + string.Join(',', Enumerable.Range(0, count).Select(static i => $"{{\"wa_id\":\"{i}\",\"profile\":{{\"name\":\"n{i}\"}}}}"))
        + "],\"messages\":["
        + string.Join(',', Enumerable.Range(0, count).Select(static i => $"{{\"id\":\"w{i}\",\"from\":\"{i}\",\"type\":\"text\",\"text\":{{\"body\":\"x\"}}}}"))
        + "]}}]}]}";
}
