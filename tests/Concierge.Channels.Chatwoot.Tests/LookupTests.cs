using Concierge.Testing.Contracts.Channels;

namespace Concierge.Channels.Chatwoot.Tests;

/// <summary>Whether an attempt of unknown outcome arrived is told by the attempt id that the message carries.</summary>
public sealed class LookupTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Started = DateTimeOffset.FromUnixTimeSeconds(1_790_000_000);
    private readonly ProviderStub _chatwoot = new();
    private readonly ChatwootFixture _fixture = new();
    private readonly ISendLookup _channel;

    public LookupTests() => _channel = (ISendLookup)_fixture.CreateChannel(_chatwoot.Address, TimeSpan.FromSeconds(30));

    [Theory]
    [InlineData("sent", true)]
    [InlineData("failed", false)]
    public async Task Find_MessageIsThere_SaysWhatBecameOfIt(string status, bool accepted)
    {
        _chatwoot.Reply = _ => Page(Message(50, "01B", Started), Message(51, "01A", Started, status));

        SendResult? result = await FindAsync();

        (result is SendAccepted { ProviderMessageId: "51" }).Should().Be(accepted);
        (result is SendRejected).Should().Be(!accepted);
        _chatwoot.Requests.Should().ContainSingle().Which.Target.Should().Be("/api/v1/accounts/8/conversations/26/messages");
    }

    [Fact]
    public async Task Find_OnAnEarlierPage_IsFound()
    {
        _chatwoot.Reply = static request => request.Target.EndsWith("?before=50", StringComparison.Ordinal)
            ? Page(Message(30, "01A", Started))
            : Page(Message(50, null, Started.AddMinutes(1)), Message(51, "other", Started.AddMinutes(2)));

        (await FindAsync()).Should().Be(SendResult.Accepted("30"));
    }

    [Fact]
    public async Task Find_NotThere_LooksBackToTheAttemptOnly()
    {
        _chatwoot.Reply = static request => request.Target.Contains("before", StringComparison.Ordinal)
            ? Page(Message(30, null, Started.AddHours(-1)), Message(31, null, Started))
            : Page(Message(50, null, Started), Message(51, null, Started));

        (await FindAsync()).Should().BeNull();

        _chatwoot.Requests.Should().HaveCount(2);
    }

    [Fact]
    public async Task Find_EndlessConversation_EndsAllTheSame()
    {
        int id = 1_000_000;
        _chatwoot.Reply = _ => Page(Message(--id, null, Started));

        (await FindAsync()).Should().BeNull();

        _chatwoot.Requests.Count.Should().BeLessThan(100);
    }

    [Theory]
    [InlineData(401, "{\"error\":\"Invalid Access Token\"}", RetryScope.Credentials)]
    [InlineData(503, "", RetryScope.Message)]
    [InlineData(200, "<html>", RetryScope.Message)]
    public async Task Find_ChatwootCannotBeAsked_IsRetry(int status, string body, RetryScope scope)
    {
        _chatwoot.Reply = _ => new StubReply(status, body) { Headers = new Dictionary<string, string> { ["Retry-After"] = "60" } };

        (await FindAsync()).Should().BeOfType<SendRetry>().Which.Scope.Should().Be(scope);
    }

    [Fact]
    public async Task Find_TokenOfABot_SaysNothing()
    {
        _chatwoot.Reply = static _ => new StubReply(401, "{\"error\":\"Access to this endpoint is not authorized for bots\"}");

        (await FindAsync()).Should().BeNull();
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _fixture.Dispose();
        await _chatwoot.DisposeAsync();
    }

    private static StubReply Page(params string[] messages) => new(200, "{\"meta\":{},\"payload\":[" + string.Join(',', messages) + "]}");

    private static string Message(int id, string? attempt, DateTimeOffset at, string status = "sent") =>
        $$"""{"id":{{id}},"content":"x","message_type":1,"created_at":{{at.ToUnixTimeSeconds()}},"status":"{{status}}","content_attributes":{{(attempt is null ? "{}" : $"{{\"concierge_attempt_id\":\"{attempt}\"}}")}}}""";

    private ValueTask<SendResult?> FindAsync() => _channel.FindSentAsync(new TextMessage("x"), new SendAttempt("01A", _fixture.Recipient, 1), Started, default);
}
