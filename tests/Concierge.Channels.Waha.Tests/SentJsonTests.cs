using System.Text.Json.Nodes;
using Concierge.Testing.Contracts.Channels;

namespace Concierge.Channels.Waha.Tests;

/// <summary>What goes over the wire, word for word, for every kind of message.</summary>
public sealed class SentJsonTests : IAsyncLifetime
{
    private readonly ProviderStub _waha = new();
    private readonly WahaFixture _fixture = new();

    public static TheoryData<string, string, OutboundMessage> Messages => new()
    {
        { "text", "sendText", new TextMessage("Hello *you* https://example.com 😀") },
        { "text-preview-quote", "sendText", new TextMessage("https://example.com") { PreviewLinks = true, QuotedMessageId = "false_15551112222@c.us_3EB0TEXT" } },
        { "text-quote-own", "sendText", new TextMessage("Hi") { QuotedMessageId = "3EB2" } },
        { "image", "sendImage", new MediaMessage(MediaKind.Image, MediaSource.FromLink(new Uri("https://example.com/a.png?x=1"))) { Caption = "A cat" } },
        { "image-upload", "sendImage", new MediaMessage(MediaKind.Image, MediaSource.FromId("data:image/png;base64,AQID")) },
        { "document", "sendFile", new MediaMessage(MediaKind.Document, MediaSource.FromLink(new Uri("https://example.com/the%20bill.pdf"))) { Caption = "Bill" } },
        { "document-named", "sendFile", new MediaMessage(MediaKind.Document, MediaSource.FromLink(new Uri("https://example.com/download"))) { FileName = "a.pdf" } },
        { "audio", "sendFile", new MediaMessage(MediaKind.Audio, MediaSource.FromLink(new Uri("https://example.com/a.mp3"))) },
        { "voice", "sendVoice", new MediaMessage(MediaKind.Audio, MediaSource.FromLink(new Uri("https://example.com/a.mp3"))) { AsVoice = true } },
        { "video", "sendVideo", new MediaMessage(MediaKind.Video, MediaSource.FromLink(new Uri("https://example.com/a.mp4"))) { Caption = "Look" } },
        { "poll", "sendPoll", new ChoiceMessage("Which?", [new Choice("a", "First"), new Choice("b", "Second") { Description = "the other" }]) { Header = "Choose", Footer = "Please" } },
        { "choice-text", "sendText", new ChoiceMessage("Which?", [new Choice("a", "Same"), new Choice("b", "same")]) { Header = "Choose" } },
        { "location", "sendLocation", new LocationMessage(48.5, -16.25) { Name = "Here", Address = "Street 1" } },
        { "contacts", "sendContactVcard", new ContactsMessage([new ContactCard { FormattedName = "Ann; Lee\nTEL:1", Organization = "Shop", Phones = ["+1 555 111 2222"], Emails = ["ann@example.com"] }, new ContactCard { FormattedName = "Bo", VCard = "BEGIN:VCARD\nFN:Bo\nEND:VCARD" }]) },
        { "raw-list", "sendList", new RawMessage("waha", "{\"call\":\"sendList\",\"session\":\"other\",\"chatId\":\"9@c.us\",\"message\":{\"title\":\"T\",\"button\":\"B\",\"sections\":[{\"title\":\"S\",\"rows\":[{\"title\":\"R\",\"rowId\":\"r1\"}]}]}}") },
    };

    [Theory]
    [MemberData(nameof(Messages))]
    public async Task Send_Kind_WritesExactlyThis(string file, string call, OutboundMessage message)
    {
        (await SendAsync(message)).Should().Be(SendResult.Accepted("3EBSENT"));

        StubRequest request = _waha.Requests.Should().ContainSingle().Subject;
        (request.Method, request.Target).Should().Be(("POST", "/api/" + call));
        JsonNode.DeepEquals(JsonNode.Parse(request.Text), JsonNode.Parse(Files.Sent(file))).Should().BeTrue(request.Text);
        request.Header("X-Api-Key").Should().Be(TestHost.ApiKey);
        request.Header("Authorization").Should().BeNull();
        request.Header("Content-Type").Should().Be("application/json");
    }

    [Theory]
    [InlineData("false_15551112222@c.us_3EB0TEXT", "👍", "reaction")]
    [InlineData("3EB2", null, "reaction-removed")]
    public async Task Send_Reaction_PutsIt(string target, string? emoji, string file)
    {
        _waha.Reply = static _ => new StubReply(200, "{}");

        (await Channel().SendAsync(new ReactionMessage(target, emoji), Attempt(), default)).Should().Be(SendResult.Accepted(null));

        StubRequest request = _waha.Requests.Should().ContainSingle().Subject;
        (request.Method, request.Target).Should().Be(("PUT", "/api/reaction"));
        JsonNode.DeepEquals(JsonNode.Parse(request.Text), JsonNode.Parse(Files.Sent(file))).Should().BeTrue(request.Text);
    }

    public static TheoryData<ContactAddress, string> Chats => new()
    {
        { new ContactAddress(ContactAddressKind.Phone, "15551112222"), "15551112222@c.us" },
        { new ContactAddress(ContactAddressKind.Lid, "456"), "456@lid" },
        { new ContactAddress(ContactAddressKind.Group, "123@g.us"), "123@g.us" },
        { new ContactAddress(ContactAddressKind.Other, "120363@newsletter"), "120363@newsletter" },
    };

    [Theory]
    [MemberData(nameof(Chats))]
    public async Task Send_AnyAddress_GoesToItsChat(ContactAddress address, string chat)
    {
        _waha.Reply = _ => _fixture.Accepted("3EBSENT");

        await Channel().SendAsync(new TextMessage("Hi"), new SendAttempt("a.1", new ContactIdentity { Addresses = [address] }, 1), default);

        JsonNode.Parse(_waha.Requests.Single().Text)!["chatId"]!.GetValue<string>().Should().Be(chat);
    }

    [Fact]
    public async Task Send_LinkPreviewSetting_AppliesToAll()
    {
        using var host = TestHost.Start(options =>
        {
            options.ApiBaseUrl = _waha.Address;
            options.LinkPreview = true;
            options.Session = "shop";
        });
        _waha.Reply = _ => _fixture.Accepted("3EBSENT");

        await host.Channel.SendAsync(new TextMessage("Hi"), Attempt(), default);

        JsonNode sent = JsonNode.Parse(_waha.Requests.Single().Text)!;
        sent["linkPreview"]!.GetValue<bool>().Should().BeTrue();
        sent["session"]!.GetValue<string>().Should().Be("shop");
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 12)]
    public void Capabilities_PollsSetting_IsTheNumberOfRows(bool polls, int rows)
    {
        using var host = TestHost.Start(options => options.ChoicesAsPolls = polls);

        (host.Channel.Capabilities.MaxListRows, host.Channel.Capabilities.MaxButtons).Should().Be((rows, 0));
    }

    public static TheoryData<OutboundMessage, RejectReason, string> Refused => new()
    {
        { new TextMessage(" "), RejectReason.InvalidRequest, "The text is empty." },
        { new TextMessage(new string('x', 65_537)), RejectReason.InvalidRequest, "The text is longer than 65536 characters." },
        { new ChoiceMessage("?", []), RejectReason.InvalidRequest, "There is no choice." },
        { new MediaMessage(MediaKind.Sticker, MediaSource.FromLink(new Uri("https://example.com/a.webp"))), RejectReason.Unsupported, "*stickers*" },
        { new MediaMessage(MediaKind.Image, MediaSource.FromId("7")), RejectReason.Media, "The file's id is not one*" },
        { new MediaMessage(MediaKind.Image, new MediaSource()), RejectReason.Media, "*" },
        { new LocationMessage(double.NaN, 0), RejectReason.InvalidRequest, "The place is not on the globe." },
        { new ContactsMessage([]), RejectReason.InvalidRequest, "There is no card." },
        { new ReactionMessage(" ", "👍"), RejectReason.InvalidRequest, "The reaction names no message." },
        { new TemplateMessage("order_ready", "en"), RejectReason.Unsupported, "WAHA cannot send*" },
        { new RawMessage("meta", "{}"), RejectReason.Unsupported, "*another channel*" },
        { new RawMessage("waha", "[1]"), RejectReason.InvalidRequest, "A raw message must be*" },
        { new RawMessage("waha", "{\"call\":\"../sessions/default/logout\"}"), RejectReason.InvalidRequest, "A raw message must be*" },
        { new RawMessage("waha", "{\"call\":\"sendText\",\"text\":\"\\ud800\"}"), RejectReason.InvalidRequest, "A raw message must be*" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Send_NotPossible_IsRefusedUnsentSayingWhy(OutboundMessage message, RejectReason reason, string detail)
    {
        SendRejected rejected = (await SendAsync(message)).Should().BeOfType<SendRejected>().Subject;

        rejected.Reason.Should().Be(reason);
        rejected.Detail.Should().Match(detail);
        _waha.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task MarkRead_NamesTheMessageAndInGroupsItsSender()
    {
        var channel = (IReadReceiptChannel)Channel();

        (await channel.MarkReadAsync("false_15551112222@c.us_3EB0TEXT", default)).Should().BeTrue();
        (await channel.MarkReadAsync("false_123@g.us_3EB1_456@lid", default)).Should().BeTrue();
        (await channel.MarkReadAsync("not an id", default)).Should().BeFalse();

        _waha.Requests.Select(static request => request.Target + request.Text).Should().Equal(
            "/api/sendSeen{\"session\":\"default\",\"chatId\":\"15551112222@c.us\",\"messageIds\":[\"false_15551112222@c.us_3EB0TEXT\"]}",
            "/api/sendSeen{\"session\":\"default\",\"chatId\":\"123@g.us\",\"messageIds\":[\"false_123@g.us_3EB1_456@lid\"],\"participant\":\"456@lid\"}");
    }

    [Fact]
    public async Task ShowTyping_StartsIt()
    {
        var channel = (ITypingChannel)Channel();

        (await channel.ShowTypingAsync(_fixture.Recipient, null, default)).Should().BeTrue();
        (await channel.ShowTypingAsync(new ContactIdentity(), null, default)).Should().BeFalse();

        _waha.Requests.Select(static request => request.Target + request.Text).Should().Equal("/api/startTyping{\"session\":\"default\",\"chatId\":\"15551112222@c.us\"}");
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _fixture.Dispose();
        await _waha.DisposeAsync();
    }

    private static SendAttempt Attempt() => new("01conversation.7.1", new ContactIdentity { Addresses = [new ContactAddress(ContactAddressKind.Phone, "15551112222")] }, 1);

    private IChannel Channel() => _fixture.CreateChannel(_waha.Address, TimeSpan.FromSeconds(10));

    private ValueTask<SendResult> SendAsync(OutboundMessage message)
    {
        _waha.Reply = _ => _fixture.Accepted("3EBSENT");
        return Channel().SendAsync(message, Attempt(), default);
    }
}
