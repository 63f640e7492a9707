using System.Text.Json;
using Concierge.Testing.Contracts.Channels;

namespace Concierge.Channels.Meta.Tests;

/// <summary>What goes over the wire, word for word, for every kind of message.</summary>
public sealed class SentJsonTests : IAsyncLifetime
{
    private readonly ProviderStub _meta = new();
    private readonly MetaFixture _fixture = new();

    public static TheoryData<string, OutboundMessage> Messages => new()
    {
        { "text", new TextMessage("Hello *you* 😀") },
        { "text-preview-quote", new TextMessage("See https://example.com") { PreviewLinks = true, QuotedMessageId = "wamid.Q" } },
        { "image-id", new MediaMessage(MediaKind.Image, MediaSource.FromId("77")) { Caption = "A cat" } },
        { "video-link", new MediaMessage(MediaKind.Video, MediaSource.FromLink(new Uri("https://example.com/a.mp4"))) },
        { "voice", new MediaMessage(MediaKind.Audio, MediaSource.FromId("77")) { AsVoice = true } },
        { "document", new MediaMessage(MediaKind.Document, MediaSource.FromId("77")) { Caption = "Bill", FileName = "bill.pdf" } },
        { "sticker", new MediaMessage(MediaKind.Sticker, MediaSource.FromId("77")) },
        { "template-plain", new TemplateMessage("hello_world", "en_US") },
        {
            "template-full", new TemplateMessage("order_ready", "en_US")
            {
                HeaderMedia = new MediaMessage(MediaKind.Image, MediaSource.FromLink(new Uri("https://example.com/a.jpg"))),
                Body = [new TemplateParameter("Ann"), new TemplateParameter("42") { Name = "order" }],
                Buttons = [new TemplateButton(0, TemplateButtonType.QuickReply, "YES"), new TemplateButton(1, TemplateButtonType.Url, "suffix"), new TemplateButton(2, TemplateButtonType.CopyCode, "SAVE10"), new TemplateButton(3, TemplateButtonType.Flow, "T1")],
            }
        },
        { "template-header-text", new TemplateMessage("greeting", "fr") { Header = [new TemplateParameter("Ann")] } },
        { "buttons", new ChoiceMessage("Which?", [new Choice("a", "First"), new Choice("b", "Second")]) { Header = "Choose", Footer = "Please" } },
        { "list", new ChoiceMessage("Which?", [new Choice("a", "First") { Description = "the first", Section = "One" }, new Choice("b", "Second") { Section = "Two" }]) { ListButton = "Open" } },
        { "list-forced", new ChoiceMessage("Which?", [new Choice("a", "First")]) { AsList = true } },
        { "link", new LinkMessage("Look", "Open", new Uri("https://example.com/x?y=1")) { Header = "Shop", Footer = "Now" } },
        { "form", new FormMessage("Fill in", "Start", "123") { Token = "T", Screen = "FIRST", DataJson = "{\"name\":\"Ann\"}", IsDraft = true } },
        { "form-exchange", new FormMessage("Fill in", "Start", "123") { ExchangeData = true } },
        { "location-request", new LocationRequestMessage("Where are you?") },
        { "contact-request", new ContactRequestMessage("Your number?") },
        { "reaction", new ReactionMessage("wamid.T", "👍") { QuotedMessageId = "wamid.Q" } },
        { "reaction-removed", new ReactionMessage("wamid.T", null) },
        { "contacts", new ContactsMessage([new ContactCard { FormattedName = "Ann Lee", Phones = ["+1 555"], Emails = ["a@example.com"], Organization = "Lee Ltd" }]) },
        { "location", new LocationMessage(48.5, -16.25) { Name = "Here", Address = "Street 1" } },
        { "raw", new RawMessage("meta", "{\"type\":\"interactive\",\"to\":\"1\",\"biz_opaque_callback_data\":\"x\",\"interactive\":{\"type\":\"voice_call\"}}") },
    };

    [Theory]
    [MemberData(nameof(Messages))]
    public async Task Send_Kind_WritesExactlyThis(string file, OutboundMessage message)
    {
        (await SendAsync(message, new ContactAddress(ContactAddressKind.Phone, "15551112222"))).Should().BeOfType<SendAccepted>();

        StubRequest request = _meta.Requests.Should().ContainSingle().Subject;
        Normal(request.Text).Should().Be(Normal(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Sent", file + ".json"))));
        request.Target.Should().Be("/v23.0/106540352242922/messages");
        request.Header("Authorization").Should().Be("Bearer " + TestHost.AccessToken);
        request.Header("Content-Type").Should().Be("application/json");
    }

    [Fact]
    public async Task Send_RawWithALoneSurrogate_IsSentAsWritten()
    {
        await SendAsync(new RawMessage("meta", "{\"type\":\"text\",\"text\":{\"body\":\"\\ud800\"}}"), new ContactAddress(ContactAddressKind.Phone, "1555"));

        _meta.Requests.Single().Text.Should().Contain("\\ud800");
    }

    [Theory]
    [InlineData(ContactAddressKind.UserId, "US.1349", "\"recipient_type\":\"individual\",\"recipient\":\"US.1349\"")]
    [InlineData(ContactAddressKind.Group, "GROUP1", "\"recipient_type\":\"group\",\"to\":\"GROUP1\"")]
    public async Task Send_OtherRecipients_AreAddressedInTheirWay(ContactAddressKind kind, string value, string expected)
    {
        await SendAsync(new TextMessage("Hi"), new ContactAddress(kind, value));

        _meta.Requests.Single().Text.Should().Contain(expected);
    }

    public static TheoryData<OutboundMessage, RejectReason, string> Refused => new()
    {
        { new TextMessage(new string('x', 4097)), RejectReason.InvalidRequest, "The text has 4097 characters; the limit is 4096." },
        { new TextMessage(" "), RejectReason.InvalidRequest, "The text is empty." },
        { new MediaMessage(MediaKind.Image, MediaSource.FromId("7")) { Caption = new string('x', 1025) }, RejectReason.InvalidRequest, "The caption has 1025 characters; the limit is 1024." },
        { new MediaMessage(MediaKind.Audio, MediaSource.FromId("7")) { Caption = "x" }, RejectReason.InvalidRequest, "A sound or sticker has no caption." },
        { new MediaMessage(MediaKind.Image, new MediaSource()), RejectReason.InvalidRequest, "A file needs either an id or a link." },
        { new ChoiceMessage("?", []), RejectReason.InvalidRequest, "There is no choice." },
        { new ChoiceMessage("?", [.. Enumerable.Range(0, 11).Select(static i => new Choice($"{i}", $"{i}"))]), RejectReason.Unsupported, "*ten choices*" },
        { new ChoiceMessage("?", [new Choice("a", new string('x', 25))]), RejectReason.Unsupported, "*24 characters*" },
        { new ChoiceMessage("?", [new Choice("a", "x"), new Choice("a", "y")]), RejectReason.InvalidRequest, "Two choices have the same id." },
        { new ChoiceMessage("?", [new Choice("a", "x"), new Choice("b", "x")]), RejectReason.InvalidRequest, "Two buttons have the same title." },
        { new ChoiceMessage(new string('x', 1025), [new Choice("a", "x")]), RejectReason.InvalidRequest, "The text has 1025 characters; the limit is 1024." },
        { new ChoiceMessage("?", [new Choice("a", "x") { Description = new string('x', 73) }]), RejectReason.InvalidRequest, "A choice's description has 73 characters; the limit is 72." },
        { new ChoiceMessage("?", [new Choice("a", "x") { Section = "S" }, new Choice("b", "y")]), RejectReason.InvalidRequest, "In a list with several sections every choice needs one." },
        { new ChoiceMessage("?", [new Choice("a", "x")]) { Header = new string('x', 61) }, RejectReason.InvalidRequest, "The heading has 61 characters; the limit is 60." },
        { new LinkMessage("x", new string('x', 21), new Uri("https://example.com")), RejectReason.InvalidRequest, "The button's caption has 21 characters; the limit is 20." },
        { new LinkMessage("x", "x", new Uri("ftp://example.com")), RejectReason.InvalidRequest, "The link is not an absolute http(s) address." },
        { new FormMessage("x", "x", "1") { Screen = "S", DataJson = "{}" }, RejectReason.InvalidRequest, "The form's data must be a JSON object with at least one member." },
        { new TemplateMessage("t", "en") { Body = [new TemplateParameter("a\nb")] }, RejectReason.InvalidRequest, "A template's value holds*" },
        { new LocationMessage(91, 0), RejectReason.InvalidRequest, "The place is not on the globe." },
        { new LocationMessage(double.NaN, 0), RejectReason.InvalidRequest, "The place is not on the globe." },
        { new ContactsMessage([]), RejectReason.InvalidRequest, "There is no card." },
        { new RawMessage("twilio", "{}"), RejectReason.Unsupported, "The raw message is written for another channel." },
        { new RawMessage("meta", "[1]"), RejectReason.InvalidRequest, "A raw message must be one JSON object." },
        { new RawMessage("meta", "{\"\\ud800\":1}"), RejectReason.InvalidRequest, "A raw message must be one JSON object." },
        { new MediaMessage(MediaKind.Image, new MediaSource { Link = new Uri("etc/passwd", UriKind.Relative) }), RejectReason.InvalidRequest, "The file's link is not an absolute http(s) address." },
        { new RawMessage("meta", "{broken"), RejectReason.InvalidRequest, "A raw message must be one JSON object." },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Send_BeyondALimit_IsRefusedUnsentNamingTheLimit(OutboundMessage message, RejectReason reason, string detail)
    {
        SendRejected rejected = (await SendAsync(message, new ContactAddress(ContactAddressKind.Phone, "1555"))).Should().BeOfType<SendRejected>().Subject;

        rejected.Reason.Should().Be(reason);
        rejected.Detail.Should().Match(detail);
        _meta.Requests.Should().BeEmpty();
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _fixture.Dispose();
        await _meta.DisposeAsync();
    }

    // The way characters are escaped and white space carry no meaning; everything else must match.
    private static string Normal(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return JsonSerializer.Serialize(document.RootElement);
    }

    private ValueTask<SendResult> SendAsync(OutboundMessage message, ContactAddress to)
    {
        _meta.Reply = _ => _fixture.Accepted("wamid.SENT");
        return _fixture.CreateChannel(_meta.Address, TimeSpan.FromSeconds(10))
            .SendAsync(message, new SendAttempt("01attempt", new ContactIdentity { Addresses = [to] }, 1), CancellationToken.None);
    }
}
