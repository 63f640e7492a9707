using Concierge.Testing.Contracts.Channels;

namespace Concierge.Channels.Meta.Tests;

/// <summary>What Meta's error codes become.</summary>
public sealed class ErrorTableTests : IAsyncLifetime
{
    private readonly ProviderStub _meta = new();
    private readonly MetaFixture _fixture = new();

    [Theory]
    [InlineData(401, 190, RetryScope.Credentials, null)]
    [InlineData(400, 10, RetryScope.Credentials, null)]
    [InlineData(403, 200, RetryScope.Credentials, null)]
    [InlineData(403, 299, RetryScope.Credentials, null)]
    [InlineData(400, 131000, RetryScope.Message, null)]
    [InlineData(400, 131016, RetryScope.Message, null)]
    [InlineData(400, 1, RetryScope.Message, null)]
    [InlineData(400, 2, RetryScope.Message, null)]
    [InlineData(400, 4, RetryScope.Account, null)]
    [InlineData(400, 130429, RetryScope.Account, null)]
    [InlineData(429, 80007, RetryScope.Account, null)]
    [InlineData(429, 999999, RetryScope.Account, null)]
    [InlineData(400, 131057, RetryScope.Account, 300)]
    [InlineData(400, 131056, RetryScope.Recipient, 6)]
    public async Task Send_PassingError_IsRetryOfItsScope(int status, int code, RetryScope scope, int? seconds)
    {
        SendRetry retry = (await SendAsync(status, Error(code))).Should().BeOfType<SendRetry>().Subject;

        retry.Scope.Should().Be(scope);
        retry.Code.Should().Be($"{code}");
        retry.After.Should().Be(seconds is { } wait ? TimeSpan.FromSeconds(wait) : null);
    }

    [Theory]
    [InlineData("2", 6)]
    [InlineData("20", 20)]
    public async Task Send_PairLimitWithRetryAfter_WaitsTheLonger(string retryAfter, int seconds) =>
        (await SendAsync(400, Error(131056), retryAfter)).Should().BeOfType<SendRetry>().Which.After.Should().Be(TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData(100, RejectReason.InvalidRequest)]
    [InlineData(131009, RejectReason.InvalidRequest)]
    [InlineData(131047, RejectReason.WindowClosed)]
    [InlineData(131050, RejectReason.MarketingRefused)]
    [InlineData(131026, RejectReason.RecipientUnreachable)]
    [InlineData(131049, RejectReason.Policy)]
    [InlineData(368, RejectReason.Policy)]
    [InlineData(131053, RejectReason.Media)]
    [InlineData(132000, RejectReason.Template)]
    [InlineData(132016, RejectReason.Template)]
    [InlineData(131051, RejectReason.Unsupported)]
    [InlineData(987654, RejectReason.Other)]
    public async Task Send_LastingError_IsRejectedWithItsReason(int code, RejectReason reason)
    {
        SendRejected rejected = (await SendAsync(400, Error(code))).Should().BeOfType<SendRejected>().Subject;

        rejected.Reason.Should().Be(reason);
        rejected.Code.Should().Be($"{code}");
        rejected.Detail.Should().NotContain("15551112222", "the provider's own sentence may hold personal data");
    }

    [Fact]
    public async Task Send_UnknownCodeThatMetaCallsTransient_IsRetry() =>
        (await SendAsync(400, Error(987654).Replace("false", "true", StringComparison.Ordinal))).Should().BeOfType<SendRetry>();

    [Theory]
    [InlineData(500, 131000)]
    [InlineData(503, 131016)]
    [InlineData(500, 1)]
    [InlineData(503, 2)]
    [InlineData(500, 987654)]
    public async Task Send_ServerErrorThatMayHaveSent_IsAmbiguous(int status, int code) =>
        (await SendAsync(status, Error(code))).Should().BeOfType<SendAmbiguous>();

    [Theory]
    [InlineData("{\"messages\":[]}")]
    [InlineData("{\"messages\":[{}]}")]
    [InlineData("{\"messages\":[null]}")]
    [InlineData("{\"messages\":[{\"id\":\"\"}]}")]
    [InlineData("{\"messages\":{\"id\":\"x\"}}")]
    [InlineData("{\"messages\":[{\"id\":{}}]}")]
    [InlineData("{\"messages\":[{\"id\":\"x\"}],\"error\":{\"code\":1}}")]
    [InlineData("{\"success\":true}")]
    public async Task Send_SuccessOfAnotherShape_IsAmbiguous(string body) => (await SendAsync(200, body)).Should().BeOfType<SendAmbiguous>();

    [Theory]
    [InlineData(400, "<html>")]
    [InlineData(404, "")]
    [InlineData(413, "{\"error\":\"text\"}")]
    public async Task Send_ClientErrorWithoutACode_IsRejected(int status, string body) =>
        (await SendAsync(status, body)).Should().BeOfType<SendRejected>().Which.Reason.Should().Be(RejectReason.Other);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _fixture.Dispose();
        await _meta.DisposeAsync();
    }

    private static string Error(int code) =>
        $$$"""{"error":{"message":"(#{{{code}}}) to 15551112222","type":"OAuthException","code":{{{code}}},"error_data":{"details":"15551112222"},"is_transient":false,"fbtrace_id":"A1"}}""";

    private async Task<SendResult> SendAsync(int status, string body, string? retryAfter = null)
    {
        _meta.Reply = _ => new StubReply(status, body) { Headers = retryAfter is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["Retry-After"] = retryAfter } };
        SendResult result = await _fixture.CreateChannel(_meta.Address, TimeSpan.FromSeconds(10)).SendAsync(new TextMessage("Hi"), new SendAttempt("a", _fixture.Recipient, 1), default);
        _meta.Requests.Should().ContainSingle();
        return result;
    }
}
