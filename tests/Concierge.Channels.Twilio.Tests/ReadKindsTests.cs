namespace Concierge.Channels.Twilio.Tests;

/// <summary>I05: every kind of webhook of our own recordings becomes the event that the model has for it.</summary>
public sealed class ReadKindsTests : IDisposable
{
    private readonly TwilioFixture _fixture = new();
    private readonly IChannel _channel;

    public ReadKindsTests() => _channel = _fixture.CreateChannel(new Uri("http://127.0.0.1:1"), TimeSpan.FromSeconds(1));

    public static TheoryData<string, MessageBody> Bodies => new()
    {
        { "text", new TextBody(" café & crème + 100%\nline ") },
        { "text-old", new TextBody("Hello") },
        { "text-empty", new TextBody(string.Empty) },
        { "image", new MediaBody(MediaKind.Image, Media("image/jpeg")) { Caption = "My cat" } },
        { "video", new MediaBody(MediaKind.Video, Media("video/mp4")) },
        { "voice", new MediaBody(MediaKind.Audio, Media("audio/ogg")) { IsVoice = true } },
        { "audio", new MediaBody(MediaKind.Audio, Media("audio/mpeg")) },
        { "document", new MediaBody(MediaKind.Document, Media("application/pdf")) { Caption = "bill.pdf" } },
        { "sticker", new MediaBody(MediaKind.Sticker, Media("image/webp")) },
        { "location", new LocationBody(48.2082, 16.3738) { Name = "Stephansdom", Address = "Wien" } },
        { "location-broken", new LocationBody(null, null) },
        { "button", new ChoiceBody("YES", "Yes please") },
        { "list", new ChoiceBody("row7", "Seventh") },
        { "flow", new FormBody("flow", "{\"name\":\"Ann\"}") { Text = "Sent" } },
        { "reaction", new ReactionBody("SM0", "👍") },
        { "unsupported", new UnsupportedBody("order") },
        { "unknown", new UnsupportedBody(null) },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Read_Message_HasItsBody(string recording, MessageBody body)
    {
        MessageReceived message = Single<MessageReceived>(recording);

        message.Body.Should().Be(body);
        message.AccountId.Should().Be("whatsapp:+15550001111");
        message.Id.Should().Be("SM1");
    }

    [Fact]
    public void Read_Text_KnowsThePersonByEveryAlias()
    {
        Single<MessageReceived>("text").Sender.Addresses.Should().Equal(Phone("15551112222"));
        Single<MessageReceived>("text").Sender.DisplayName.Should().Be("Zoë 😀");
        Single<MessageReceived>("text-user-id").Sender.Addresses.Should().Equal(Phone("15551112222"), User("US.13491208"));
        Single<MessageReceived>("text-hidden").Sender.Addresses.Should().Equal(User("US.13491208"));
    }

    [Fact]
    public void Read_Context_IsKept()
    {
        Single<MessageReceived>("text").Context.Should().BeNull();
        Single<MessageReceived>("text").Referral.Should().BeNull();
        Single<MessageReceived>("text-quoted").Context.Should().Be(new MessageContext { QuotedMessageId = "SM0" });
        Single<MessageReceived>("text-forwarded").Context.Should().Be(new MessageContext { IsForwarded = true, IsFrequentlyForwarded = true });
        Single<MessageReceived>("text-referral").Referral.Should().Be(
            new AdReferral { SourceType = "ad", SourceId = "1234", SourceUrl = "https://fb.me/x", Headline = "Spring", Body = "Offer", ClickId = "CLICK1" });
    }

    [Fact]
    public void Read_VCard_IsContactsWithTheLinkInTheRaw()
    {
        MessageReceived message = Single<MessageReceived>("vcard");

        message.Body.Should().BeOfType<ContactsBody>().Which.Cards.Should().BeEmpty();
        System.Text.Encoding.UTF8.GetString(message.Raw.Span).Should().Contain("MediaUrl0=");
    }

    [Fact]
    public void Read_TwoFiles_GivesAnEventForEach()
    {
        MessageReceived[] messages = [.. Read("two-files").Cast<MessageReceived>()];

        messages.Select(static message => message.Id).Should().Equal("SM1", "SM1/1");
        messages.Select(static message => ((MediaBody)message.Body).Media.Url).Should().Equal("https://api.twilio.com/0", "https://api.twilio.com/1");
        messages.Select(static message => message.Body.PlainText).Should().Equal("Both", null);
    }

    [Theory]
    [InlineData("queued", DeliveryStatus.Accepted, null, null)]
    [InlineData("sent", DeliveryStatus.Sent, null, null)]
    [InlineData("delivered", DeliveryStatus.Delivered, null, null)]
    [InlineData("read", DeliveryStatus.Read, null, null)]
    [InlineData("failed", DeliveryStatus.Failed, "63016", RejectReason.WindowClosed)]
    [InlineData("undelivered", DeliveryStatus.Failed, "63049", RejectReason.Policy)]
    [InlineData("new-status", null, null, null)]
    public void Read_Status_IsAReceiptWithTheAttemptOfItsAddress(string status, DeliveryStatus? expected, string? code, RejectReason? reason)
    {
        var sink = new ChannelEventSink();
        _channel.Read(new WebhookRequest("POST", "/webhooks/twilio?attempt=01J%2B1", static _ => default, Files.Recording("status-" + status)), sink);

        ReceiptReceived receipt = sink.Events.Should().ContainSingle().Which.Should().BeOfType<ReceiptReceived>().Subject;
        receipt.Should().BeEquivalentTo(new { MessageId = "SM9", RawStatus = status, Status = expected, AttemptId = "01J+1", ErrorCode = code, Reason = reason, AccountId = "whatsapp:+15550001111" });
        receipt.Recipient.Addresses.Should().Equal(Phone("15551112222"));
    }

    [Fact]
    public void Read_Json_IsReadLikeTheForm() => ReadBytes(File.ReadAllBytes(Files.Recordings().Single(static file => file.EndsWith("json.form", StringComparison.Ordinal))))
        .Should().ContainSingle().Which.Should().BeOfType<MessageReceived>().Which.Body.Should().Be(new TextBody("Hi"));

    [Theory]
    [InlineData("no-message")]
    [InlineData("text-other-account")]
    public void Read_NoMessageOfOurs_IsKeptAsUnknown(string recording) => Single<UnknownEvent>(recording).Raw.IsEmpty.Should().BeFalse();

    [Theory]
    [InlineData("[1]")]
    [InlineData("{\"From\":")]
    [InlineData("{\"From\":\"\\ud800\"}")]
    public void Read_OddJson_IsKeptAsUnknown(string json) => ReadBytes(System.Text.Encoding.UTF8.GetBytes(json)).Should().ContainSingle().Which.Should().BeOfType<UnknownEvent>();

    public void Dispose() => _fixture.Dispose();

    private static MediaReference Media(string type) => new() { MimeType = type, Url = "https://api.twilio.com/2010-04-01/Accounts/AC1/Messages/MM1/Media/ME1" };

    private static ContactAddress Phone(string value) => new(ContactAddressKind.Phone, value);

    private static ContactAddress User(string value) => new(ContactAddressKind.UserId, value);

    private T Single<T>(string recording) => Read(recording).Should().ContainSingle().Which.Should().BeOfType<T>().Subject;

    private IReadOnlyList<ChannelEvent> Read(string recording) => ReadBytes(Files.Recording(recording));

    private IReadOnlyList<ChannelEvent> ReadBytes(byte[] body) => _fixture.Read(_channel, body);
}
