namespace Concierge.Testing.Contracts.Channels;

/// <summary>One or more messages of every kind.</summary>
public static class OutboundSamples
{
    private static readonly MediaSource File = MediaSource.FromId("1234567890");
    private static readonly Uri Link = new("https://example.com/a.jpg");

    /// <summary>The messages.</summary>
    public static IReadOnlyList<OutboundMessage> All { get; } =
    [
        new TextMessage("Hello 😀"),
        new TextMessage("https://example.com") { PreviewLinks = true, QuotedMessageId = "quoted-1" },
        new TextMessage("broken \uD83D surrogate"),
        new TextMessage(new string('x', 70_000)),
        new TextMessage(string.Empty),
        .. Enum.GetValues<MediaKind>().Select(static kind => new MediaMessage(kind, File)),
        new MediaMessage(MediaKind.Image, MediaSource.FromLink(Link)) { Caption = "A caption" },
        new MediaMessage(MediaKind.Document, File) { Caption = "A caption", FileName = "a.pdf" },
        new TemplateMessage("order_ready", "en_US") { Body = [new TemplateParameter("Ann")], Buttons = [new TemplateButton(0, TemplateButtonType.QuickReply, "YES")], FallbackText = "Ready" },
        new ChoiceMessage("Which?", [new Choice("a", "A"), new Choice("b", "B")]),
        new ChoiceMessage("Which?", [.. Enumerable.Range(1, 10).Select(static i => new Choice($"id{i}", $"Row {i}") { Description = "more" })]),
        new ChoiceMessage("Which?", [.. Enumerable.Range(1, 11).Select(static i => new Choice($"id{i}", $"Row {i}"))]),
        new LinkMessage("Look", "Open", Link),
        new FormMessage("Fill in", "Start", "123"),
        new LocationRequestMessage("Where?"),
        new ContactRequestMessage("Your number?"),
        new ReactionMessage("target-1", "👍"),
        new ReactionMessage("target-1", null),
        new ContactsMessage([new ContactCard { FormattedName = "Ann", Phones = ["+1 555 111 2222"] }]),
        new LocationMessage(48.2, 16.4) { Name = "Vienna" },
        new HandoffMessage(Handling.Human),
        new RawMessage("another-channel", "{}"),
    ];
}
