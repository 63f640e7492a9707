using System.Globalization;
using System.Text;

namespace Concierge.Channels.Chatwoot.Tests;

/// <summary>I05: every kind of webhook of our own recordings becomes the event that the model has for it.</summary>
public sealed class ReadKindsTests : IDisposable
{
    private readonly ChatwootFixture _fixture = new();
    private readonly IChannel _channel;

    public ReadKindsTests() => _channel = _fixture.CreateChannel(new Uri("http://127.0.0.1:1"), TimeSpan.FromSeconds(1));

    [Theory]
    [InlineData("text", "text")]
    [InlineData("image", "image")]
    [InlineData("files", "image;document")]
    [InlineData("audio", "audio")]
    [InlineData("audio-text", "text;audio")]
    [InlineData("video", "video")]
    [InlineData("location", "location")]
    [InlineData("contact", "contacts")]
    [InlineData("fallback", "unsupported")]
    [InlineData("empty", "unsupported")]
    [InlineData("unsupported", "unsupported")]
    [InlineData("submitted-choice", "choice")]
    [InlineData("submitted-form", "form")]
    [InlineData("submitted-email", "text")]
    [InlineData("updated-deleted", "revoke")]
    public void Read_FromThePerson_IsAMessageOfItsKinds(string recording, string kinds)
    {
        MessageReceived[] messages = [.. Read(recording).Cast<MessageReceived>()];

        messages.Select(static message => message.Body.Kind).Should().Equal(kinds.Split(';'));
        messages.Select(static message => message.Id).Should().OnlyHaveUniqueItems();
        messages.Should().OnlyContain(static message => message.AccountId == "8" && message.Sender.DisplayName == "Zoë 😀");
        messages.Should().OnlyContain(static message => message.Sender.Addresses.Select(static a => a.Value).SequenceEqual(new[] { "cw:8:conversation:26", "cw:8:inbox:27:contact:177" }));
    }

    [Theory]
    [InlineData("outgoing-agent", HandoffKind.HumanMessage, "Ann Agent")]
    [InlineData("outgoing-echo", HandoffKind.HumanMessage, null)]
    [InlineData("status-open", HandoffKind.HumanTookOver, null)]
    [InlineData("opened", HandoffKind.HumanTookOver, null)]
    [InlineData("assigned", HandoffKind.HumanTookOver, "Ann Agent")]
    [InlineData("assigned-old-server", HandoffKind.HumanTookOver, "Ann Agent")]
    [InlineData("assigned-bot", HandoffKind.BackToBot, null)]
    [InlineData("status-pending", HandoffKind.BackToBot, null)]
    [InlineData("status-resolved", HandoffKind.BackToBot, null)]
    [InlineData("resolved", HandoffKind.BackToBot, null)]
    public void Read_FromAColleague_IsAHandoff(string recording, HandoffKind kind, string? agent)
    {
        HandoffReceived handoff = Read(recording).Should().ContainSingle().Which.Should().BeOfType<HandoffReceived>().Subject;

        handoff.Kind.Should().Be(kind);
        handoff.Agent.Should().Be(agent);
        handoff.Contact.Addresses.Select(static address => address.Value).Should().Equal("cw:8:conversation:26", "cw:8:inbox:27:contact:177");
    }

    /// <summary>Posts have no order: this tells which of two is the newer one.</summary>
    [Theory]
    [InlineData("1750000123.456789", "2025-06-15T15:08:43.456789Z")]
    [InlineData("1750000123", "2025-06-15T15:08:43Z")]
    [InlineData("\"1750000123.5\"", "2025-06-15T15:08:43.5Z")]
    [InlineData("\"2025-06-15\"", null)]
    [InlineData("-1", null)]
    [InlineData("1e300", null)]
    [InlineData("253402300800", null)]
    [InlineData("{}", null)]
    public void Read_StatusWithItsTime_OccurredThen(string updatedAt, string? expected)
    {
        string recording = Path.Combine(AppContext.BaseDirectory, "Recordings", "status-open.json");
        byte[] body = Encoding.UTF8.GetBytes(File.ReadAllText(recording).Replace("\"can_reply\": true,", $"\"updated_at\": {updatedAt},", StringComparison.Ordinal));

        HandoffReceived handoff = _fixture.Read(_channel, body).Should().ContainSingle().Which.Should().BeOfType<HandoffReceived>().Subject;

        handoff.Kind.Should().Be(HandoffKind.HumanTookOver);
        handoff.OccurredAt.Should().Be(expected is null ? null : DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture));
    }

    // Never answered: nothing of these is a person's message.
    [Theory]
    [InlineData("outgoing-bot", "message.own")]
    [InlineData("outgoing-own-token", "message.own")]
    [InlineData("outgoing-automation", "message.automatic")]
    [InlineData("outgoing-captain", "message.automatic")]
    [InlineData("template", "message.automatic")]
    [InlineData("private-agent", "message.private")]
    [InlineData("private-incoming", "message.private")]
    [InlineData("created-deleted", "message.deleted")]
    [InlineData("updated-plain", "message_updated")]
    [InlineData("typing-on", "conversation_typing_on")]
    [InlineData("contact-updated", "contact_updated")]
    [InlineData("inbox-created", "inbox_created")]
    [InlineData("webwidget", "webwidget_triggered")]
    [InlineData("conversation-created", "conversation_created")]
    [InlineData("status-snoozed", "conversation_status_changed")]
    [InlineData("unassigned", "conversation_updated")]
    [InlineData("labels", "conversation_updated")]
    [InlineData("labels-null", "conversation_updated")]
    public void Read_NobodysMessage_IsANotice(string recording, string topic) =>
        Read(recording).Should().ContainSingle().Which.Should().BeOfType<AccountNotice>().Which.Topic.Should().Be(topic);

    [Theory]
    [InlineData("automation")]
    [InlineData("no-event")]
    [InlineData("no-type")]
    public void Read_NotKnown_IsUnknown(string recording) => Read(recording).Should().ContainSingle().Which.Should().BeOfType<UnknownEvent>();

    [Fact]
    public void Read_Details_AreKept()
    {
        ((MessageReceived)Read("image")[0]).Body.Should().BeOfType<MediaBody>().Which.Should().Match<MediaBody>(static media => media.Caption == "My cat" && media.Media.FileName == "my cat.jpg" && media.Media.Size == 5);
        ((MessageReceived)Read("text-quote")[0]).Context!.QuotedMessageId.Should().Be("3000");
        ((MessageReceived)Read("submitted-choice")[0]).Body.Should().Be(new ChoiceBody("a", "First"));
        ((MessageReceived)Read("submitted-form")[0]).Body.Should().Be(new FormBody("form", "{\"size\":\"L\"}"));
        ReceiptReceived failed = Read("updated-failed").Should().ContainSingle().Which.Should().BeOfType<ReceiptReceived>().Subject;
        failed.Status.Should().Be(DeliveryStatus.Failed);
        failed.AttemptId.Should().Be("a1");
    }

    [Fact]
    public void Read_InboxFilter_LeavesOthersAloneAndKnowsTheNumber()
    {
        using var other = TestHost.Start(static options => options.InboxIds.Add("1"));
        using var own = TestHost.Start(static options => options.InboxIds.Add("27"));
        ReadOnlyMemory<byte> body = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Recordings", "text.json"));

        _fixture.Read(other.Channel, body).Should().ContainSingle().Which.Should().BeOfType<AccountNotice>().Which.Topic.Should().Be("inbox.other");
        ((MessageReceived)_fixture.Read(own.Channel, body)[0]).Sender.Find(ContactAddressKind.Phone).Should().Be("15551112222");
    }

    public void Dispose() => _fixture.Dispose();

    private IReadOnlyList<ChannelEvent> Read(string recording) => _fixture.Read(_channel, File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Recordings", recording + ".json")));
}
