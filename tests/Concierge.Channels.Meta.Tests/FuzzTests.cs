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
        { "many people and messages", Crowd(Enumerable.Range(0, 10_000).Select(static i => $"{i}")) },
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

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Read_CollidingNames_TakesNoLongerThanOthers(bool asPeople)
    {
        Func<IEnumerable<string>, string> body = asPeople ? Crowd : static names => Wrap(string.Concat(names.Select(static name => $"\"{name}\":1,")) + "\"type\":\"text\",\"text\":{\"body\":\"x\"}");

        ReadsAlike(body(CollidingNames.Ordinary(50_000)), body(CollidingNames.Colliding(50_000)));
    }

    private static string Wrap(string members) =>
        "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"changes\":[{\"field\":\"messages\",\"value\":{\"messages\":[{\"id\":\"1\",\"from\":\"2\"," + members + "}]}}]}]}";

    private static string Crowd(IEnumerable<string> people)
    {
        string[] ids = [.. people];
        return "{\"entry\":[{\"changes\":[{\"field\":\"messages\",\"value\":{\"contacts\":["
            + string.Join(',', ids.Select(static id => $"{{\"wa_id\":\"{id}\",\"profile\":{{\"name\":\"n{id}\"}}}}"))
            + "],\"messages\":["
            + string.Join(',', ids.Select(static id => $"{{\"id\":\"w{id}\",\"from\":\"{id}\",\"type\":\"text\",\"text\":{{\"body\":\"x\"}}}}"))
            + "]}}]}]}";
    }
}
