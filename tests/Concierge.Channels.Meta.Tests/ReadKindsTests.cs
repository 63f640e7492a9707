using Concierge.Testing.Shared;

namespace Concierge.Channels.Meta.Tests;

/// <summary>I05, I12: every kind of webhook of our own recordings becomes the event that the model has for it.</summary>
public sealed class ReadKindsTests : IDisposable
{
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeSeconds(1_750_000_000);
    private readonly MetaFixture _fixture = new();
    private readonly IChannel _channel;

    public ReadKindsTests() => _channel = _fixture.CreateChannel(new Uri("http://127.0.0.1:1"), TimeSpan.FromSeconds(1));

    public static TheoryData<string, MessageBody> Bodies => new()
    {
        { "text", new TextBody("Bonjour") },
        { "text-bsuid", new TextBody("Hidden number") },
        { "image", new MediaBody(MediaKind.Image, Media("image/jpeg")) { Caption = "My cat" } },
        { "video", new MediaBody(MediaKind.Video, Media("video/mp4")) { Caption = "My cat runs" } },
        { "audio", new MediaBody(MediaKind.Audio, Media("audio/ogg; codecs=opus")) { IsVoice = true } },
        { "document", new MediaBody(MediaKind.Document, Media("application/pdf") with { FileName = "..\\bill.pdf" }) { Caption = "The bill" } },
        { "sticker", new MediaBody(MediaKind.Sticker, Media("image/webp")) { IsAnimated = true } },
        { "location", new LocationBody(48.2082, 16.3738) { Name = "Stephansdom", Address = "Wien" } },
        { "button", new ChoiceBody("YES", "Yes please") },
        { "button-reply", new ChoiceBody("a1", "First") },
        { "list-reply", new ChoiceBody("row7", "Seventh") },
        { "form", new FormBody("flow", "{\"flow_token\":\"T\",\"name\":\"Ann\"}") { Text = "Sent" } },
        { "call-permission", new ChoiceBody(string.Empty, "accept") },
        { "reaction", new ReactionBody("wamid.OURS", "👍") },
        { "reaction-removed", new ReactionBody("wamid.OURS", null) },
        { "system-number", new SystemBody("user_changed_number") { Text = "Changed", NewAddress = new ContactAddress(ContactAddressKind.Phone, "15559998888") } },
        { "system-user-id", new SystemBody("user_changed_user_id") { Text = "Changed", NewAddress = new ContactAddress(ContactAddressKind.UserId, "US.222") } },
        { "system-identity", new SystemBody("customer_identity_changed") { Text = "Changed" } },
        { "welcome", new WelcomeBody() },
        { "edit", new EditBody("wamid.TEXT", new TextBody("Bonsoir")) },
        { "revoke", new RevokeBody("wamid.TEXT") },
        { "unsupported", new UnsupportedBody("poll") { ErrorCode = "131051" } },
        { "unknown", new UnsupportedBody("unknown") { ErrorCode = "131051" } },
        { "new-type", new UnsupportedBody("hologram") },
        { "interactive-missing", new UnsupportedBody("interactive") { ErrorCode = "131000" } },
        { "interactive-new", new UnsupportedBody("hologram_reply") },
        { "lone-surrogate", new TextBody("A\uFFFDB\uFFFD") },
        { "call-connect", new CallBody("connect") },
        { "call-terminate", new CallBody("terminate") { Status = "COMPLETED", DurationSeconds = 90 } },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Read_Message_HasItsBody(string recording, MessageBody body)
    {
        MessageReceived message = Single<MessageReceived>(recording);

        message.Body.Should().Be(body);
        message.AccountId.Should().Be(TestHost.PhoneNumberId);
        message.Id.Should().NotBeNullOrEmpty();
        message.OccurredAt.Should().NotBeNull();
    }

    [Fact]
    public void Read_TextWithNumberAndUserId_KnowsThePersonByBoth()
    {
        MessageReceived message = Single<MessageReceived>("text");

        message.Sender.Addresses.Should().Equal(Phone("15551112222"), User("US.13491208655302741918"));
        message.Sender.DisplayName.Should().Be("Zoë 😀");
        message.OccurredAt.Should().Be(At);
        message.Group.Should().BeNull();
    }

    [Fact]
    public void Read_TextOfHiddenNumber_KnowsThePersonByUserIds()
    {
        ContactIdentity sender = Single<MessageReceived>("text-bsuid").Sender;

        sender.Addresses.Should().Equal(User("US.13491208655302741918"), new ContactAddress(ContactAddressKind.Other, "US.ENT.11815799212886844830"));
        sender.Username.Should().Be("zoe.k");
    }

    [Fact]
    public void Read_TextWithoutFrom_TakesTheOnlyContact() =>
        Single<MessageReceived>("text-no-from").Sender.Addresses.Should().Equal(Phone("15551112222"));

    [Fact]
    public void Read_Context_IsKept()
    {
        Single<MessageReceived>("text-quote").Context.Should().Be(new MessageContext { QuotedMessageId = "wamid.OURS" });
        Single<MessageReceived>("text-forwarded").Context.Should().Be(new MessageContext { IsForwarded = true, IsFrequentlyForwarded = true });
        Single<MessageReceived>("text-product").Context.Should().Be(new MessageContext { QuotedMessageId = "wamid.OURS", ProductId = "SKU-1" });
        Single<MessageReceived>("text-group").Group.Should().Be(new ContactAddress(ContactAddressKind.Group, "GROUP1"));
        Single<MessageReceived>("text-referral").Referral.Should().Be(
            new AdReferral { SourceType = "ad", SourceId = "1234", SourceUrl = "https://fb.me/x", Headline = "Spring", Body = "Offer", ClickId = "CLICK1" });
    }

    [Fact]
    public void Read_Contacts_HasTheCards()
    {
        ContactsBody body = Single<MessageReceived>("contacts").Body.Should().BeOfType<ContactsBody>().Subject;

        body.IsRequested.Should().BeTrue();
        body.Cards.Should().ContainSingle().Which.Should().BeEquivalentTo(new ContactCard
        {
            FormattedName = "Ann Lee",
            FirstName = "Ann",
            LastName = "Lee",
            Phones = ["+1 555 333", "1555444"],
            Emails = ["ann@example.com"],
            Organization = "Lee Ltd",
            VCard = "BEGIN:VCARD",
        });
    }

    [Fact]
    public void Read_Order_HasItsLines()
    {
        OrderBody body = Single<MessageReceived>("order").Body.Should().BeOfType<OrderBody>().Subject;

        body.CatalogId.Should().Be("77");
        body.Text.Should().Be("Quickly please");
        body.Items.Should().Equal(new OrderItem("SKU-1", 2, 9.5m, "EUR"), new OrderItem("SKU-2", 1, 3, "EUR"));
    }

    [Theory]
    [InlineData("system-user-id")]
    [InlineData("system-user-id-from-new")]
    public void Read_SystemUserIdChange_IsFromTheOldUserId(string recording) =>
        Single<MessageReceived>(recording).Sender.Addresses.Should().Equal([User("US.111")], "the new id leads nowhere yet; the body has it");

    [Fact]
    public void Read_Calls_AreFromThePersonWhoeverCalled()
    {
        Single<MessageReceived>("call-connect").Sender.Addresses.Should().Equal(Phone("15551112222"));
        Single<MessageReceived>("call-terminate").Sender.Addresses.Should().Equal(Phone("15551112222"));
    }

    [Theory]
    [InlineData("status-sent", DeliveryStatus.Sent, null, null)]
    [InlineData("status-delivered", DeliveryStatus.Delivered, null, null)]
    [InlineData("status-read", DeliveryStatus.Read, null, null)]
    [InlineData("status-played", DeliveryStatus.Played, null, null)]
    [InlineData("status-failed", DeliveryStatus.Failed, "131047", RejectReason.WindowClosed)]
    [InlineData("status-bsuid", DeliveryStatus.Failed, "131026", RejectReason.RecipientUnreachable)]
    [InlineData("status-new", null, null, null)]
    [InlineData("status-call", null, null, null)]
    public void Read_Status_IsAReceipt(string recording, DeliveryStatus? status, string? code, RejectReason? reason)
    {
        ReceiptReceived receipt = Single<ReceiptReceived>(recording);

        receipt.Status.Should().Be(status);
        receipt.ErrorCode.Should().Be(code);
        receipt.Reason.Should().Be(reason);
        receipt.MessageId.Should().NotBeNullOrEmpty();
        receipt.AccountId.Should().Be(TestHost.PhoneNumberId);
    }

    [Fact]
    public void Read_Status_KnowsAttemptAndRecipient()
    {
        ReceiptReceived sent = Single<ReceiptReceived>("status-sent");
        sent.AttemptId.Should().Be("01attempt");
        sent.Recipient.Addresses.Should().StartWith(Phone("15551112222"));
        Single<ReceiptReceived>("status-bsuid").Recipient.Addresses.Should().StartWith(User("CO.1047385771169864"));
        Single<ReceiptReceived>("status-failed").ErrorDetail.Should().Be("More than 24 hours have passed");
        ReceiptReceived group = Single<ReceiptReceived>("status-group");
        group.Group.Should().Be(new ContactAddress(ContactAddressKind.Group, "GROUP1"));
        group.Participant.Should().Be(Phone("15551112222"));
    }

    [Fact]
    public void Read_Echoes_AreHandoffsToTheContact()
    {
        HandoffReceived text = Single<HandoffReceived>("echo-text");
        text.Kind.Should().Be(HandoffKind.HumanMessage);
        text.Id.Should().Be("wamid.ECHO");
        text.Contact.Addresses.Should().Equal(Phone("15551112222"));
        text.Body.Should().Be(new TextBody("I take over"));
        HandoffReceived revoke = Single<HandoffReceived>("echo-revoke");
        revoke.Contact.Addresses.Should().Equal(User("US.13491208655302741918"));
        revoke.Body.Should().Be(new RevokeBody("wamid.ECHO"));
    }

    [Theory]
    [InlineData("history", "history", null)]
    [InlineData("history-media", "history", null)]
    [InlineData("state-sync", "smb_app_state_sync", null)]
    [InlineData("template-status", "message_template_status_update", "REJECTED")]
    [InlineData("template-quality", "message_template_quality_update", "YELLOW")]
    [InlineData("template-category", "template_category_update", "MARKETING")]
    [InlineData("account-update", "account_update", "ACCOUNT_RESTRICTION")]
    [InlineData("phone-quality", "phone_number_quality_update", "FLAGGED")]
    [InlineData("group-participants", "group_participants_update", "group_add_participants")]
    [InlineData("errors", "errors", "130429")]
    public void Read_AccountNews_IsANotice(string recording, string topic, string? what)
    {
        AccountNotice notice = Single<AccountNotice>(recording);

        notice.Topic.Should().Be(topic);
        notice.Event.Should().Be(what);
        notice.Raw.IsEmpty.Should().BeFalse();
    }

    [Fact]
    public void Read_TemplateStatus_SaysWhichTemplate() =>
        Single<AccountNotice>("template-status").Summary.Should().Be("Template order_ready (en_US): REJECTED, TAG_CONTENT_MISMATCH.");

    [Fact]
    public void Read_Preferences_GivesOneNoticeEach() =>
        Read("preferences").Should().AllBeOfType<AccountNotice>().And.HaveCount(2)
            .And.SatisfyRespectively(first => ((AccountNotice)first).Event.Should().Be("stop"), second => ((AccountNotice)second).Event.Should().Be("resume"));

    [Theory]
    [InlineData("new-field")]
    [InlineData("empty-entry")]
    [InlineData("instagram")]
    public void Read_SomethingElse_IsUnknownWithItsBytes(string recording) => Single<UnknownEvent>(recording).Raw.Length.Should().BeGreaterThan(10);

    [Fact]
    public void Read_NewMemberBesideMessages_KeepsBoth() =>
        Read("new-member").Select(static it => it.GetType()).Should().Equal(typeof(MessageReceived), typeof(UnknownEvent));

    [Fact]
    public void Read_DamagedElementsInABatch_LosesNoOther()
    {
        IReadOnlyList<ChannelEvent> events = Read("batch-damaged");

        events.Select(static it => it.GetType()).Should().Equal(
            typeof(MessageReceived), typeof(UnknownEvent), typeof(UnknownEvent), typeof(MessageReceived), typeof(ReceiptReceived), typeof(HandoffReceived), typeof(MessageReceived));
        var numbers = (MessageReceived)events[3];
        numbers.Body.Should().Be(new TextBody("42"));
        numbers.Sender.Find(ContactAddressKind.Phone).Should().Be("15551112222");
        numbers.OccurredAt.Should().Be(At);
    }

    [Fact]
    public void Read_Raw_IsASliceOfTheBodyAndTheWholeElement()
    {
        byte[] body = System.Text.Encoding.UTF8.GetBytes(Files.Recording("text.json"));

        ReadOnlyMemory<byte> raw = _fixture.Read(_channel, body).Single().Raw;

        System.Runtime.InteropServices.MemoryMarshal.TryGetArray(raw, out ArraySegment<byte> segment).Should().BeTrue();
        segment.Array.Should().BeSameAs(body);
        System.Text.Encoding.UTF8.GetString(raw.Span).Should().StartWith("{\"from\":").And.EndWith("\"type\":\"text\"}");
    }

    [Fact]
    public void Read_TextMessage_AllocatesLittle()
    {
        byte[] body = System.Text.Encoding.UTF8.GetBytes(Files.Recording("text.json"));
        var request = new WebhookRequest("POST", "/", static _ => default, body);

        Allocations.PerCall(() => _channel.Read(request, new ChannelEventSink()), allowed: 1024).Should().BeLessThanOrEqualTo(1024);
    }

    public void Dispose() => _fixture.Dispose();

    private static MediaReference Media(string type) => new() { Id = "1122334455", MimeType = type, Sha256 = "n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=" };

    private static ContactAddress Phone(string value) => new(ContactAddressKind.Phone, value);

    private static ContactAddress User(string value) => new(ContactAddressKind.UserId, value);

    private IReadOnlyList<ChannelEvent> Read(string recording) =>
        _fixture.Read(_channel, System.Text.Encoding.UTF8.GetBytes(Files.Recording(recording + ".json")));

    private T Single<T>(string recording) => Read(recording).Should().ContainSingle().Which.Should().BeOfType<T>().Subject;
}
