using System.Text;
using System.Text.Json.Nodes;
using Concierge.Testing.Shared;
using Xunit.Abstractions;

namespace Concierge.Channels.Meta.Tests;

/// <summary>
/// I05: bodies that others recorded, if a folder <c>shared/payloads/meta</c> with an index lies beside the checkout. Each
/// must give what the index says; all of them in one webhook must give the same.
/// </summary>
public sealed class ReplayTests(ITestOutputHelper output) : IDisposable
{
    private readonly MetaFixture _fixture = new();

    [Fact]
    public void Read_SharedPayloads_GiveWhatTheIndexSays()
    {
        if (SharedPayloads.Find("meta") is not { } folder)
        {
            output.WriteLine("No payloads beside the checkout: nothing to replay.");
            return;
        }

        IChannel channel = _fixture.CreateChannel(new Uri("http://127.0.0.1:1"), TimeSpan.FromSeconds(1));
        string[][] rows = SharedPayloads.Rows(folder);
        rows.Should().NotBeEmpty();
        var singles = new List<string>();
        var entries = new JsonArray();
        foreach (string[] row in rows)
        {
            byte[] body = File.ReadAllBytes(Path.Combine(folder, row[0]));
            IReadOnlyList<ChannelEvent> events = _fixture.Read(channel, body);
            Check(row, events);
            JsonArray own = JsonNode.Parse(body)!["entry"]!.AsArray();
            if (own.Count > 0)
            {
                singles.AddRange(events.Select(Describe));
            }

            foreach (JsonNode? entry in own)
            {
                entries.Add(entry!.DeepClone());
            }
        }

        byte[] merged = Encoding.UTF8.GetBytes(new JsonObject { ["object"] = "whatsapp_business_account", ["entry"] = entries }.ToJsonString());
        _fixture.Read(channel, merged).Select(Describe).Should().Equal(singles);
        output.WriteLine($"{rows.Length} bodies replayed, {singles.Count} events.");
    }

    public void Dispose() => _fixture.Dispose();

    private static void Check(string[] row, IReadOnlyList<ChannelEvent> events)
    {
        string because = row[0];
        MessageReceived[] messages = [.. events.OfType<MessageReceived>().Where(static message => message.Body is not CallBody)];
        HandoffReceived[] echoes = [.. events.OfType<HandoffReceived>()];
        IEnumerable<MessageBody?> bodies = messages.Select(static message => (MessageBody?)message.Body).Concat(echoes.Select(static echo => echo.Body));

        events.Should().NotBeEmpty(because);
        events.Should().OnlyContain(channelEvent => row[5] == string.Empty || channelEvent.AccountId == row[5], because);
        messages.Select(static message => message.Id).Concat(echoes.Select(static echo => echo.Id)).Where(static id => id is not null).Should().Equal(List(row[7]), because);
        if (row[6] != string.Empty)
        {
            messages.Select(static message => message.Sender).Concat(echoes.Select(static echo => echo.Contact))
                .Select(static who => who.Addresses[0].Value).Should().Equal(List(row[6]), because);
        }

        bodies.Select(static body => body!.Kind).Should().Equal(List(row[8]).Zip(KindsOf(row[4])).Select(static pair => Kind(pair.First, pair.Second)), because);
        if (row[9] != string.Empty)
        {
            string.Join(" | ", bodies.Select(static body => Text(body!))).Should().Be(Plain(row[9]), because);
        }

        string[] statuses = [.. events.OfType<ReceiptReceived>().Select(Status)];
        string[] calls = [.. events.OfType<MessageReceived>().Where(static message => message.Body is CallBody).Select(static call => $"call {call.Id}:{((CallBody)call.Body).Event}")];
        List(row[10]).Select(static text => text.StartsWith("call ", StringComparison.Ordinal) ? text[..text.LastIndexOf(':')] : text).Should().Equal(statuses.Concat(calls), because);
        bool hasNews = row[4].Split(';').Any(static kind => !kind.StartsWith("messages:", StringComparison.Ordinal) && !kind.StartsWith("None:", StringComparison.Ordinal)
            && !kind.StartsWith("calls:", StringComparison.Ordinal) && !kind.StartsWith("smb_message_echoes:", StringComparison.Ordinal));
        events.Any(static channelEvent => channelEvent is AccountNotice { Topic: not "errors" } or UnknownEvent).Should().Be(hasNews, because);
    }

    private static string[] List(string cell) => cell.Length == 0 ? [] : cell.Split(';', StringSplitOptions.TrimEntries);

    // "messages:interactive/list_reply+context" → "list_reply"; without a part after the slash, nothing.
    private static IEnumerable<string> KindsOf(string cell) => cell.Split(';').Select(static kind =>
        kind.Split('+')[0] is { } plain && plain.Contains('/', StringComparison.Ordinal) ? plain[(plain.IndexOf('/', StringComparison.Ordinal) + 1)..] : string.Empty);

    private static string Kind(string type, string sub) => (type, sub) switch
    {
        ("button", _) or ("interactive", "button_reply" or "list_reply" or "call_permission_reply") => "choice",
        ("interactive", _) => "form",
        ("unknown" or "unsupported", _) => "unsupported",
        _ => type,
    };

    private static string Text(MessageBody body) => body switch
    {
        TextBody text => text.Text,
        ChoiceBody choice => choice.ChoiceId.Length == 0 ? choice.Title : $"{choice.Title} [{choice.ChoiceId}]",
        MediaBody media => $"{media.Caption} [media={media.Media.Id} {media.Media.MimeType}]".TrimStart(),
        ReactionBody reaction => $"{reaction.Emoji} -> {reaction.TargetMessageId}",
        LocationBody location => location.Name ?? string.Empty,
        SystemBody system => system.Text ?? string.Empty,
        FormBody form => form.Text ?? string.Empty,
        _ => string.Empty,
    };

    // The index names the member that an id came from; a place's unreadable coordinates are not text.
    private static string Plain(string cell) => cell
        .Replace("[payload=", "[", StringComparison.Ordinal)
        .Replace("[button_reply id=", "[", StringComparison.Ordinal)
        .Replace("[list_reply id=", "[", StringComparison.Ordinal)
        .Replace(" [nfm_reply id=]", string.Empty, StringComparison.Ordinal)
        .Replace(" [call_permission_reply id=]", string.Empty, StringComparison.Ordinal)
        .Replace("LOCATION_LATITUDE,LOCATION_LONGITUDE ", string.Empty, StringComparison.Ordinal);

    private static string Status(ReceiptReceived receipt) =>
        $"{receipt.MessageId}:{receipt.RawStatus}:{receipt.Recipient.Addresses[0].Value}{(receipt.ErrorCode is null ? null : $":err={receipt.ErrorCode}")}";

    private static string Describe(ChannelEvent channelEvent) =>
        Encoding.UTF8.GetString(ConciergeJson.Write(channelEvent)) + JsonNode.Parse(channelEvent.Raw.Span)!.ToJsonString();
}
