using System.Text;
using Concierge.Testing.Contracts.Channels;

namespace Concierge.Channels.Chatwoot.Tests;

/// <summary>What was missed is listed as the same events that its webhooks would have given.</summary>
public sealed class HistoryTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Since = new(2026, 5, 1, 9, 0, 0, TimeSpan.Zero);
    private readonly ProviderStub _chatwoot = new();
    private readonly ChatwootFixture _fixture = new();
    private readonly IChannel _channel;

    public HistoryTests() => _channel = _fixture.CreateChannel(_chatwoot.Address, TimeSpan.FromSeconds(30));

    [Fact]
    public async Task Read_MissedMessages_AreTheWebhooksEvents()
    {
        MessageReceived webhook = _fixture.Read(_channel, Encoding.UTF8.GetBytes(Files.Recording("text.json"))).Should().ContainSingle().Which.Should().BeOfType<MessageReceived>().Subject;
        string inbox = webhook.Sender.Addresses[1].Value.Split(':')[3], contact = webhook.Sender.Addresses[1].Value.Split(':')[5];
        Answer(
            [Conversation("26", inbox, contact, Since.AddHours(1))],
            Message(webhook.Id!, 0, "Bonjour", Since.AddMinutes(5)));

        IReadOnlyList<ChannelEvent> events = await ReadAsync();

        MessageReceived missed = events.Should().ContainSingle().Which.Should().BeOfType<MessageReceived>().Subject;
        missed.Id.Should().Be(webhook.Id);
        missed.AccountId.Should().Be(webhook.AccountId);
        missed.Sender.Addresses.Should().Equal(webhook.Sender.Addresses);
        missed.ReplyTo.Should().Be(webhook.ReplyTo);
        missed.Body.Should().Be(webhook.Body);
        missed.OccurredAt.Should().Be(Since.AddMinutes(5));
        missed.Raw.IsEmpty.Should().BeFalse();
    }

    [Fact]
    public async Task Read_OnlyWhatPeopleWroteSince_InOrder()
    {
        Answer(
            [Conversation("26", "2", "5", Since.AddHours(1)), Conversation("25", "2", "6", Since.AddSeconds(-1))],
            Message("1", 0, "too old", Since.AddSeconds(-1)),
            Message("2", 0, "first", Since),
            Message("3", 1, "ours", Since.AddSeconds(1)),
            Message("4", 0, "note", Since.AddSeconds(2), isPrivate: true),
            Message("5", 2, "activity", Since.AddSeconds(3)),
            Message("6", 0, "second", Since.AddSeconds(4)));

        (await ReadAsync()).Cast<MessageReceived>().Select(static message => message.Body.PlainText).Should().Equal("first", "second");

        _chatwoot.Requests.Select(static request => request.Target).Should().Equal(
            "/api/v1/accounts/8/conversations?status=all&assignee_type=all&sort_by=last_activity_at_desc&page=1",
            "/api/v1/accounts/8/conversations/26/messages");
    }

    [Fact]
    public async Task Read_SeveralPages_GivesEverythingOnceOldestFirst()
    {
        _chatwoot.Reply = static request => request.Target switch
        {
            var target when target.EndsWith("&page=1", StringComparison.Ordinal) => Conversations(Conversation("9", "2", "5", Since.AddHours(2))),
            var target when target.EndsWith("&page=2", StringComparison.Ordinal) => Conversations(Conversation("8", "2", "6", Since.AddHours(1)), Conversation("9", "2", "5", Since.AddHours(2))),
            var target when target.EndsWith("&page=3", StringComparison.Ordinal) => Conversations(),
            var target when target.EndsWith("/9/messages", StringComparison.Ordinal) => Messages(Message("40", 0, "d", Since.AddMinutes(8)), Message("41", 0, "e", Since.AddMinutes(9))),
            var target when target.EndsWith("/9/messages?before=40", StringComparison.Ordinal) => Messages(Message("20", 0, "b", Since.AddMinutes(3)), Message("21", 0, "c", Since.AddMinutes(4))),
            var target when target.EndsWith("/8/messages", StringComparison.Ordinal) => Messages(Message("10", 0, "a", Since.AddMinutes(1))),
            _ => Messages(),
        };

        (await ReadAsync()).Cast<MessageReceived>().Select(static message => message.Body.PlainText).Should().Equal("a", "b", "c", "d", "e");
    }

    [Fact]
    public async Task Read_ConversationDeletedInTheMeantime_HoldsNothingUp()
    {
        _chatwoot.Reply = static request => request.Target switch
        {
            var target when target.EndsWith("/9/messages", StringComparison.Ordinal) => new StubReply(404),
            var target when target.Contains("before", StringComparison.Ordinal) => Messages(),
            var target when target.EndsWith("/8/messages", StringComparison.Ordinal) => Messages(Message("10", 0, "a", Since.AddMinutes(1))),
            var target when target.EndsWith("&page=2", StringComparison.Ordinal) => Conversations(),
            _ => Conversations(Conversation("9", "2", "5", Since.AddHours(2)), Conversation("8", "2", "6", Since.AddHours(1))),
        };

        (await ReadAsync()).Should().ContainSingle();
    }

    [Fact]
    public async Task Read_OtherInbox_IsLeftOut()
    {
        using var host = TestHost.Start(options =>
        {
            options.ApiBaseUrl = _chatwoot.Address;
            options.InboxIds = ["3"];
        });
        Answer([Conversation("26", "2", "5", Since.AddHours(1))], Message("2", 0, "other inbox", Since));

        (await ReadAsync(host.Channel)).Should().BeEmpty();
    }

    [Theory]
    [InlineData(401, "{\"error\":\"Invalid Access Token\"}")]
    [InlineData(200, "<html>")]
    [InlineData(404, "")]
    public async Task Read_Refused_ThrowsWithoutSecrets(int status, string body)
    {
        _chatwoot.Reply = _ => new StubReply(status, body);

        Func<Task> read = () => ReadAsync();

        (await read.Should().ThrowAsync<HttpRequestException>()).Which.Message.Should().NotContain(TestHost.AccessToken);
    }

    [Fact]
    public async Task Read_TokenOfABot_GivesNothing()
    {
        _chatwoot.Reply = static _ => new StubReply(401, "{\"error\":\"Access to this endpoint is not authorized for bots\"}");

        (await ReadAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Read_PagesWithoutEnd_EndsAllTheSame()
    {
        int page = 0;
        _chatwoot.Reply = request => request.Target.Contains("/messages", StringComparison.Ordinal)
            ? Messages()
            : Conversations(Conversation($"{++page}", "2", "5", Since.AddHours(1)));

        (await ReadAsync()).Should().BeEmpty();

        page.Should().BeLessThan(100);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _fixture.Dispose();
        await _chatwoot.DisposeAsync();
    }

    private static StubReply Conversations(params string[] conversations) => new(200, "{\"data\":{\"meta\":{},\"payload\":[" + string.Join(',', conversations) + "]}}");

    private static StubReply Messages(params string[] messages) => new(200, "{\"meta\":{},\"payload\":[" + string.Join(',', messages) + "]}");

    private static string Conversation(string id, string inbox, string contact, DateTimeOffset activity) =>
        $$$"""{"id":{{{id}}},"inbox_id":{{{inbox}}},"status":"pending","last_activity_at":{{{activity.ToUnixTimeSeconds()}}},"meta":{"sender":{"id":{{{contact}}},"name":"Ann","phone_number":"+15551112222","type":"contact"}},"messages":[]}""";

    private static string Message(string id, int type, string text, DateTimeOffset at, bool isPrivate = false) =>
        $$$"""{"id":{{{id}}},"content":"{{{text}}}","inbox_id":2,"conversation_id":26,"message_type":{{{type}}},"content_type":"text","status":"sent","content_attributes":{},"created_at":{{{at.ToUnixTimeSeconds()}}},"private":{{{(isPrivate ? "true" : "false")}}},"sender":{"id":5,"name":"Ann","type":"contact"}}""";

    private void Answer(string[] conversations, params string[] messages) => _chatwoot.Reply = request =>
        request.Target.Contains("/messages", StringComparison.Ordinal) ? Messages(messages) : Conversations(conversations);

    private async Task<IReadOnlyList<ChannelEvent>> ReadAsync(IChannel? channel = null)
    {
        var events = new List<ChannelEvent>();
        await foreach (ChannelEvent channelEvent in ((IHistoryChannel)(channel ?? _channel)).ReadHistoryAsync(Since, default))
        {
            events.Add(channelEvent);
        }

        return events;
    }
}
