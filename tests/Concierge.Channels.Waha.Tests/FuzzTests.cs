using Concierge.Testing.Shared;

namespace Concierge.Channels.Waha.Tests;

public sealed class FuzzTests : FuzzContract<WahaFixture>
{
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

    protected override int Mutants => 100_000;

    protected override string MessageId => "false_1@c.us_LONG";

    protected override string[] Tokens =>
    [
        "\"event\":\"message.any\",",
        "\"payload\":{},",
        "\"_data\":{\"message\":{\"ptt\":{}}},",
        "\"vote\":[[]],",
        "\"selectedOptions\":[{},null,1],",
        "\"vCards\":[{}],",
        "\"after\":{\"after\":{}},",
        "\"true_@_\"",
        "\"@\"",
    ];

    [Theory]
    [MemberData(nameof(Bombs))]
    public void Read_Bomb_IsReadInBoundedTime(string name, string body) => ReadsInBoundedTime(name, body);

    protected override bool IsComplete(byte[] body, IReadOnlyList<ChannelEvent> events) =>
        events.Count > 0 && events.All(channelEvent => channelEvent.Raw.Length == body.Length);

    private static string Wrap(string members) => "{\"event\":\"message\",\"session\":\"default\",\"payload\":{\"id\":\"false_1@c.us_A\",\"from\":\"1@c.us\",\"fromMe\":false," + members + "}}";
}
