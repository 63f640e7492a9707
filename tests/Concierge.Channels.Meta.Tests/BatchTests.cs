using System.Text;
using System.Text.Json.Nodes;

namespace Concierge.Channels.Meta.Tests;

/// <summary>I03: however Meta groups events into webhooks, each is there exactly once.</summary>
public sealed class BatchTests : IDisposable
{
    // Two have no change to move, and the tool that moves them cannot write a lone surrogate.
    private static readonly string[] NotRegrouped = ["empty-entry.json", "instagram.json", "lone-surrogate.json"];

    private readonly MetaFixture _fixture = new();
    private readonly IChannel _channel;

    public BatchTests() => _channel = _fixture.CreateChannel(new Uri("http://127.0.0.1:1"), TimeSpan.FromSeconds(1));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Read_RecordingsRegroupedAtRandom_GivesTheSameEvents(int seed)
    {
        var random = new Random(seed);
        string[] singles = [.. Files.Recordings().Where(static file => !NotRegrouped.Contains(Path.GetFileName(file))).Select(File.ReadAllText)];
        string[] expected = [.. singles.SelectMany(text => Events(text)).Order(StringComparer.Ordinal)];
        for (int round = 0; round < 20; round++)
        {
            random.Shuffle(singles);
            string[] actual = [.. Groups(singles, random).SelectMany(Events).Order(StringComparer.Ordinal)];
            actual.Should().Equal(expected);
        }
    }

    [Fact]
    public void Read_ThousandChangesWithOneInvalid_KeepsTheOthers()
    {
        string change = JsonNode.Parse(Files.Recording("text.json"))!["entry"]![0]!["changes"]![0]!.ToJsonString();
        string padding = new('x', 2_500);
        string[] changes = [.. Enumerable.Range(0, 1000).Select(i => i == 500
            ? "{\"field\":\"messages\",\"value\":{\"messages\":[[\"not a message\"]]}}"
            : change.Replace("wamid.TEXT", $"wamid.{i}", StringComparison.Ordinal).Replace("Bonjour", padding, StringComparison.Ordinal))];
        byte[] body = Encoding.UTF8.GetBytes("{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"1\",\"changes\":[" + string.Join(',', changes) + "]}]}");

        IReadOnlyList<ChannelEvent> events = _fixture.Read(_channel, body);

        body.Length.Should().BeLessThan(_channel.Capabilities.MaxWebhookBytes);
        events.OfType<MessageReceived>().Select(static message => message.Id).Should().Equal(Enumerable.Range(0, 1000).Where(static i => i != 500).Select(static i => $"wamid.{i}"));
        events.OfType<UnknownEvent>().Should().ContainSingle();
    }

    [Fact]
    public void Read_CutAnywhere_KeepsEveryMessageBeforeTheCut()
    {
        string one = JsonNode.Parse(Files.Recording("text.json"))!["entry"]![0]!["changes"]![0]!.ToJsonString();
        byte[] body = Encoding.UTF8.GetBytes("{\"entry\":[{\"changes\":[" + string.Join(',', Enumerable.Range(0, 5).Select(i => one.Replace("wamid.TEXT", $"wamid.{i}", StringComparison.Ordinal))) + "]}]}");
        for (int length = 1; length < body.Length; length++)
        {
            IReadOnlyList<ChannelEvent> events = _fixture.Read(_channel, body.AsMemory(0, length));
            string text = Encoding.UTF8.GetString(body, 0, length);
            int whole = text.Split("\"type\":\"text\"}").Length - 1;

            events.OfType<MessageReceived>().Select(static message => message.Id).Should().Equal(Enumerable.Range(0, whole).Select(static i => $"wamid.{i}"));
            events[^1].Should().BeOfType<UnknownEvent>();
        }
    }

    public void Dispose() => _fixture.Dispose();

    private IEnumerable<string> Events(string text) => _fixture.Read(_channel, Encoding.UTF8.GetBytes(text))
        .Select(static channelEvent => Encoding.UTF8.GetString(ConciergeJson.Write(channelEvent)) + JsonNode.Parse(channelEvent.Raw.Span)!.ToJsonString());

    private static IEnumerable<string> Groups(string[] singles, Random random)
    {
        for (int start = 0; start < singles.Length;)
        {
            int count = Math.Min(random.Next(1, 8), singles.Length - start);
            JsonNode[] changes = [.. singles.Skip(start).Take(count).SelectMany(static text => JsonNode.Parse(text)!["entry"]!.AsArray()).SelectMany(static entry => entry!["changes"]!.AsArray()).Select(static change => change!.DeepClone())];
            bool oneEntry = random.Next(2) == 0;
            JsonNode entries = oneEntry
                ? new JsonArray(new JsonObject { ["id"] = "1", ["changes"] = new JsonArray(changes) })
                : new JsonArray([.. changes.Select(static change => (JsonNode)new JsonObject { ["changes"] = new JsonArray(change), ["id"] = "1" })]);
            yield return new JsonObject { ["entry"] = entries, ["object"] = "whatsapp_business_account" }.ToJsonString();
            start += count;
        }
    }
}
