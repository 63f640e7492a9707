namespace Concierge.Channels.Waha.Tests;

/// <summary>I05: what every event of every engine becomes.</summary>
public sealed class ReadKindsTests : IDisposable
{
    private const string Text = "false_15551112222@c.us_3EB0TEXT";
    private readonly WahaFixture _fixture = new();
    private readonly IChannel _channel;

    public ReadKindsTests() => _channel = _fixture.CreateChannel(new Uri("http://127.0.0.1:1"), TimeSpan.FromSeconds(1));

    public static TheoryData<string, MessageBody> Bodies => new()
    {
        { "text", new TextBody("Bonjour") },
        { "text-any", new TextBody("Bonjour") },
        { "payload-first", new TextBody("Hi") },
        { "lone-surrogate", new TextBody("a\uFFFDb") },
        { "image", new MediaBody(MediaKind.Image, Media("http://localhost:3000/api/files/default/a.jpg", "image/jpeg")) { Caption = "My cat" } },
        { "image-not-downloaded", new MediaBody(MediaKind.Image, Media(null, "image/png")) },
        { "document-wrapped", new MediaBody(MediaKind.Document, Media("http://waha:3000/api/files/b.pdf", "application/pdf", "b.pdf")) { Caption = "bill" } },
        { "photo-as-document", new MediaBody(MediaKind.Document, Media("http://waha:3000/api/files/c.jpg", "image/jpeg", "c.jpg")) },
        { "sticker", new MediaBody(MediaKind.Sticker, Media("http://waha:3000/api/files/s.webp", "image/webp")) },
        { "voice", new MediaBody(MediaKind.Audio, Media("http://localhost:3000/api/files/default/a.oga", "audio/ogg; codecs=opus")) { IsVoice = true } },
        { "voice-webjs", new MediaBody(MediaKind.Audio, Media("http://waha:3000/api/files/v.oga", "audio/ogg; codecs=opus")) { IsVoice = true } },
        { "audio", new MediaBody(MediaKind.Audio, Media("http://waha:3000/api/files/v.mp3", "audio/mpeg")) },
        { "video", new MediaBody(MediaKind.Video, Media("http://waha:3000/api/files/v.mp4", "video/mp4")) { Caption = "Look" } },
        { "location", new LocationBody(48.5, -16.25) { Name = "Here" } },
        { "list-reply", new ChoiceBody("row-2", "Second") },
        { "button-reply", new ChoiceBody("YES", "Yes") },
        { "template-reply", new ChoiceBody("YES", "Yes") },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Read_Message_HasItsBody(string recording, MessageBody body)
    {
        MessageReceived message = Single<MessageReceived>(recording);

        message.Body.Should().Be(body);
        (message.Id, message.DeduplicationId, message.AccountId).Should().Be((Text, "3EB0TEXT", "default"));
        message.Sender.Addresses.Should().Equal(Phone("15551112222"));
    }

    [Fact]
    public void Read_Contact_KeepsTheCard()
    {
        ContactCard card = Single<MessageReceived>("contact").Body.Should().BeOfType<ContactsBody>().Which.Cards.Should().ContainSingle().Subject;

        (card.FormattedName, card.Phones.Single()).Should().Be(("Ann Lee", "+1555"));
        card.VCard.Should().StartWith("BEGIN:VCARD");
    }

    [Theory]
    [InlineData("text", "Phone=15551112222", null, "Ann")]
    [InlineData("text-lid", "Phone=15551112222,Lid=456", null, "Ann")]
    [InlineData("text-lid-only", "Lid=456", null, "Ann")]
    [InlineData("text-gows-alt", "Phone=15551112222,Lid=456", null, "Ann")]
    [InlineData("text-lid-group", "Phone=15551112222,Lid=456", "123@g.us", "Ann")]
    [InlineData("text-group-webjs", "Phone=15551112222", "123@g.us", "Ann")]
    [InlineData("text-no-one", "", null, null)]
    [InlineData("text-from-me-unsaid", "Phone=15551112222", null, null)]
    public void Read_Sender_IsFoldedIntoOnePerson(string recording, string addresses, string? group, string? name)
    {
        MessageReceived message = Single<MessageReceived>(recording);

        Describe(message.Sender).Should().Be(addresses);
        message.Group?.Value.Should().Be(group);
        message.Sender.DisplayName.Should().Be(name);
    }

    [Fact]
    public void Read_Context_IsKept()
    {
        Single<MessageReceived>("text").Context.Should().BeNull();
        Single<MessageReceived>("text-quote").Context.Should().Be(new MessageContext { QuotedMessageId = "3EB2" });
        Single<MessageReceived>("text-quote-bare").Context.Should().Be(new MessageContext { QuotedMessageId = "3EB2" });
        Single<MessageReceived>("text-forwarded").Context.Should().Be(new MessageContext { IsForwarded = true });
    }

    [Fact]
    public void Read_OneMessageInEverySpelling_HasOneDeduplicationId() =>
        new[] { "text", "text-any", "text-lid", "text-lid-only" }.Select(recording => Single<MessageReceived>(recording).DeduplicationId).Distinct().Should().Equal("3EB0TEXT");

    [Theory]
    [InlineData("reaction", "3EB4", "👍->3EB2")]
    [InlineData("reaction-removed", "3EB4", "->" + Text)]
    [InlineData("edited", "3EB5", Text + "=New")]
    [InlineData("edited-webjs", null, Text + "=New")]
    [InlineData("revoked", "revoked:3EB0TEXT", Text)]
    [InlineData("revoked-webjs", "revoked:3EB0TEXT", Text)]
    public void Read_Change_NamesItsMessageAndIsNoRepetitionOfIt(string recording, string? deduplicationId, string expected)
    {
        MessageReceived message = Single<MessageReceived>(recording);

        message.DeduplicationId.Should().Be(deduplicationId);
        (message.DeduplicationId is null && message.Id is not null).Should().BeFalse("the id is that of the changed message");
        (message.Body switch
        {
            ReactionBody reaction => $"{reaction.Emoji}->{reaction.TargetMessageId}",
            EditBody edit => $"{edit.TargetMessageId}={edit.PlainText}",
            RevokeBody revoke => revoke.TargetMessageId,
            _ => null,
        }).Should().Be(expected);
    }

    [Theory]
    [InlineData("own-app", "Phone=15551112222")]
    [InlineData("own-app-lid", "Phone=15551112222,Lid=456")]
    [InlineData("own-group", "Group=123@g.us")]
    [InlineData("edited-own", "Phone=15551112222")]
    public void Read_WrittenOnThePhone_IsAColleague(string recording, string contact)
    {
        HandoffReceived handoff = Single<HandoffReceived>(recording);

        handoff.Kind.Should().Be(HandoffKind.HumanMessage);
        Describe(handoff.Contact).Should().Be(contact);
        handoff.DeduplicationId.Should().NotBeNull();
        handoff.Body.Should().NotBeNull();
    }

    [Theory]
    [InlineData("ack-read", "READ", DeliveryStatus.Read, "Phone=15551112222", null)]
    [InlineData("ack-played", "PLAYED", DeliveryStatus.Played, "Phone=15551112222,Lid=456", null)]
    [InlineData("ack-group", "DEVICE", DeliveryStatus.Delivered, "Group=123@g.us", "9")]
    [InlineData("ack-failed", "ERROR", DeliveryStatus.Failed, "Phone=15551112222", null)]
    [InlineData("ack-new", "UNKNOWN", null, "Phone=15551112222", null)]
    public void Read_Ack_IsAReceiptUnderTheBareId(string recording, string raw, DeliveryStatus? status, string recipient, string? participant)
    {
        ReceiptReceived receipt = Single<ReceiptReceived>(recording);

        (receipt.MessageId, receipt.RawStatus, receipt.Status, receipt.Participant?.Value).Should().Be(("3EB2", raw, status, participant));
        Describe(receipt.Recipient).Should().Be(recipient);
        receipt.Reason.Should().Be(status == DeliveryStatus.Failed ? RejectReason.Other : null);
    }

    [Fact]
    public void Read_Vote_IsAChoiceByItsTitleForEachOption()
    {
        MessageReceived[] votes = [.. Read("poll-vote").Cast<MessageReceived>()];

        votes.Select(static vote => vote.Body).Should().Equal(new ChoiceBody(string.Empty, "Red"), new ChoiceBody(string.Empty, "Blue"));
        votes.Select(static vote => vote.Id).Should().OnlyHaveUniqueItems();
        votes.Select(static vote => vote.DeduplicationId).Should().Equal("vote:3EB7#0@1750000000123", "vote:3EB7#1@1750000000123");
        votes.Should().OnlyContain(static vote => vote.Context!.QuotedMessageId == "3EB2");

        MessageReceived inGroup = Single<MessageReceived>("poll-vote-group");
        (Describe(inGroup.Sender), inGroup.Group!.Value).Should().Be(("Phone=15551112222,Lid=456", "123@g.us"));
        inGroup.OccurredAt.Should().Be(DateTimeOffset.FromUnixTimeSeconds(1_750_000_000));
    }

    [Theory]
    [InlineData("call", "received", "call.received:CALL1", "Phone=15551112222")]
    [InlineData("call-rejected", "rejected", "call.rejected:CALL1", "Lid=456")]
    public void Read_Call_IsAMessageOfItsOwn(string recording, string what, string id, string sender)
    {
        MessageReceived call = Single<MessageReceived>(recording);

        call.Body.Should().Be(new CallBody(what));
        (call.Id, Describe(call.Sender)).Should().Be((id, sender));
    }

    [Theory]
    [InlineData("own-api", "message.own", "text")]
    [InlineData("own-no-source", "message.own", "text")]
    [InlineData("reaction-own", "message.own", "reaction")]
    [InlineData("story", "message.broadcast", "text")]
    [InlineData("newsletter", "message.broadcast", "text")]
    [InlineData("system", "message.system", "e2e_notification")]
    [InlineData("waiting", "message.waiting", null)]
    [InlineData("ack-theirs", "message.ack", "READ")]
    [InlineData("poll-vote-cleared", "poll.vote", "cleared")]
    [InlineData("poll-vote-failed", "poll.vote.failed", null)]
    [InlineData("call-nobody", "call.accepted", null)]
    [InlineData("group-participants", "group.v2.participants", "join")]
    [InlineData("group-join", "group.v2.join", null)]
    [InlineData("group-old", "group.join", null)]
    [InlineData("presence", "presence.update", null)]
    [InlineData("label", "label.chat.added", null)]
    [InlineData("archive", "chat.archive", null)]
    [InlineData("event-response", "event.response", "GOING")]
    [InlineData("engine", "engine.event", null)]
    [InlineData("state", "state.change", null)]
    public void Read_News_IsANotice(string recording, string topic, string? what)
    {
        AccountNotice notice = Single<AccountNotice>(recording);

        (notice.Topic, notice.Event).Should().Be((topic, what));
    }

    [Theory]
    [InlineData("status", "SCAN_QR_CODE", "*Scan its QR code*")]
    [InlineData("status-working", "WORKING", "*works*")]
    [InlineData("status-new", "HIBERNATING", "*does not know*")]
    public void Read_SessionStatus_SaysWhatToDo(string recording, string status, string summary)
    {
        AccountNotice notice = Single<AccountNotice>(recording);

        (notice.Topic, notice.Event).Should().Be(("session.status", status));
        notice.Summary.Should().Match(summary);
    }

    [Theory]
    [InlineData("new-event")]
    [InlineData("no-payload")]
    [InlineData("revoked-bare")]
    [InlineData("ack-nothing")]
    public void Read_NotUnderstood_IsKeptAsUnknown(string recording)
    {
        UnknownEvent unknown = Single<UnknownEvent>(recording);

        unknown.Raw.ToArray().Should().Equal(Files.Recording(recording));
    }

    [Fact]
    public void Read_Times_AreSecondsFractionsAndMilliseconds()
    {
        Single<MessageReceived>("text").OccurredAt.Should().Be(DateTimeOffset.FromUnixTimeSeconds(1_750_000_000));
        Single<AccountNotice>("status").OccurredAt.Should().Be(DateTimeOffset.FromUnixTimeMilliseconds(1_750_000_000_123));
        At("1750000000.5").Should().Be(DateTimeOffset.FromUnixTimeMilliseconds(1_750_000_000_500));
        At("\"1750000000\"").Should().Be(DateTimeOffset.FromUnixTimeSeconds(1_750_000_000));
        At("-1").Should().BeNull();
        At("1e300").Should().BeNull();
    }

    public void Dispose() => _fixture.Dispose();

    private static MediaReference Media(string? url, string type, string? name = null) => new() { Id = Text, Url = url, MimeType = type, FileName = name };

    private static ContactAddress Phone(string value) => new(ContactAddressKind.Phone, value);

    private static string Describe(ContactIdentity identity) => string.Join(',', identity.Addresses.Select(static address => $"{address.Kind}={address.Value}"));

    private DateTimeOffset? At(string timestamp) =>
        _fixture.Read(_channel, System.Text.Encoding.UTF8.GetBytes("{\"event\":\"message\",\"payload\":{\"from\":\"1@c.us\",\"body\":\"x\",\"timestamp\":" + timestamp + "}}")).Single().OccurredAt;

    private T Single<T>(string recording) => Read(recording).Should().ContainSingle().Which.Should().BeOfType<T>().Subject;

    private IReadOnlyList<ChannelEvent> Read(string recording) => _fixture.Read(_channel, Files.Recording(recording));
}
