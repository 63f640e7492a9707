using Concierge.Testing.Contracts.Channels;

namespace Concierge.Channels.Chatwoot.Tests;

/// <summary>A hand-off is a status, which may be set twice, and then a note, which may not be written twice.</summary>
public sealed class HandoffTests : IAsyncLifetime
{
    private const string Conversation = "/api/v1/accounts/8/conversations/26/";
    private static readonly StubReply Changed = new(200, "{\"meta\":{},\"payload\":{\"success\":null,\"conversation_id\":26,\"current_status\":\"open\"}}");
    private readonly ProviderStub _chatwoot = new();
    private readonly ChatwootFixture _fixture = new();
    private readonly IChannel _channel;

    public HandoffTests() => _channel = _fixture.CreateChannel(_chatwoot.Address, TimeSpan.FromSeconds(30));

    [Fact]
    public async Task Send_ToHumanWithASummary_OpensAndThenWritesThePrivateNote()
    {
        _chatwoot.Reply = request => request.Target.EndsWith("/toggle_status", StringComparison.Ordinal) ? Changed : _fixture.Accepted("77");

        SendResult result = await SendAsync(new HandoffMessage(Handling.Human) { Note = "Wants *red* shoes" });

        result.Should().Be(SendResult.Accepted("77"));
        _chatwoot.Requests.Select(static request => request.Target[Conversation.Length..] + request.Text).Should().Equal(
            "toggle_status{\"status\":\"open\"}",
            "messages{\"content\":\"Wants **red** shoes\",\"message_type\":\"outgoing\",\"private\":true,\"content_attributes\":{\"concierge_attempt_id\":\"01A\"}}");
    }

    [Theory]
    [InlineData(Handling.Human, "open")]
    [InlineData(Handling.Bot, "pending")]
    public async Task Send_WithoutANote_SetsTheStatusOnly(Handling to, string status)
    {
        _chatwoot.Reply = static _ => Changed;

        (await SendAsync(new HandoffMessage(to))).Should().Be(SendResult.Accepted(null));

        _chatwoot.Requests.Should().ContainSingle().Which.Text.Should().Be($"{{\"status\":\"{status}\"}}");
    }

    [Theory]
    [InlineData(StubFault.None, 200, "<html>")]
    [InlineData(StubFault.None, 500, "")]
    [InlineData(StubFault.Reset, 200, "")]
    [InlineData(StubFault.HalfBody, 200, "{")]
    public async Task Send_NobodyKnowsWhetherTheStatusChanged_IsTriedAgainWithoutANote(StubFault fault, int status, string body)
    {
        _chatwoot.Reply = _ => new StubReply(status, body) { Fault = fault };

        (await SendAsync(new HandoffMessage(Handling.Human) { Note = "n" })).Should().BeOfType<SendRetry>();

        _chatwoot.Requests.Should().ContainSingle().Which.Target.Should().EndWith("/toggle_status");
    }

    [Fact]
    public async Task Send_NobodyKnowsWhetherTheNoteArrived_IsAmbiguous()
    {
        _chatwoot.Reply = static request => request.Target.EndsWith("/toggle_status", StringComparison.Ordinal) ? Changed : new StubReply(200) { Fault = StubFault.Reset };

        (await SendAsync(new HandoffMessage(Handling.Human) { Note = "n" })).Should().BeOfType<SendAmbiguous>();

        _chatwoot.Requests.Should().HaveCount(2);
    }

    [Fact]
    public async Task Send_ConversationGone_IsRejected()
    {
        _chatwoot.Reply = static _ => new StubReply(404, "{\"error\":\"Resource could not be found\"}");

        (await SendAsync(new HandoffMessage(Handling.Human) { Note = "n" })).Should().BeOfType<SendRejected>().Which.Code.Should().Be("404");
    }

    [Theory]
    [InlineData("text.json", true)]
    [InlineData("submitted-choice.json", true)]
    [InlineData("updated-deleted.json", false)]
    public void Read_Message_SaysWhereToAnswer(string recording, bool answers)
    {
        MessageReceived message = _fixture.Read(_channel, System.Text.Encoding.UTF8.GetBytes(Files.Recording(recording))).Should().ContainSingle().Which.Should().BeOfType<MessageReceived>().Subject;

        message.ReplyTo.Should().Be(answers ? message.Sender.Addresses[0] : null);
        message.Sender.Addresses[0].Value.Should().StartWith("cw:8:conversation:");
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _fixture.Dispose();
        await _chatwoot.DisposeAsync();
    }

    private ValueTask<SendResult> SendAsync(OutboundMessage message) => _channel.SendAsync(message, new SendAttempt("01A", _fixture.Recipient, 1), default);
}
