using Concierge.Testing.Contracts.Channels;

namespace Concierge.Channels.Twilio.Tests;

/// <summary>What Twilio's error codes become.</summary>
public sealed class ErrorTableTests : IAsyncLifetime
{
    private readonly ProviderStub _twilio = new();
    private readonly TwilioFixture _fixture = new();

    [Theory]
    [InlineData(401, 20003, RetryScope.Credentials, null)]
    [InlineData(400, 63007, RetryScope.Credentials, null)]
    [InlineData(400, 63010, RetryScope.Message, null)]
    [InlineData(400, 63012, RetryScope.Message, null)]
    [InlineData(400, 63023, RetryScope.Message, null)]
    [InlineData(429, 20429, RetryScope.Account, null)]
    [InlineData(429, 99999, RetryScope.Account, null)]
    [InlineData(400, 63017, RetryScope.Account, null)]
    [InlineData(400, 63018, RetryScope.Account, null)]
    [InlineData(400, 30001, RetryScope.Account, 60)]
    [InlineData(429, 63038, RetryScope.Account, 3600)]
    public async Task Send_PassingError_IsRetryOfItsScope(int status, int code, RetryScope scope, int? seconds)
    {
        SendRetry retry = (await SendAsync(status, Error(code))).Should().BeOfType<SendRetry>().Subject;

        retry.Scope.Should().Be(scope);
        retry.Code.Should().Be($"{code}");
        retry.After.Should().Be(seconds is { } wait ? TimeSpan.FromSeconds(wait) : null);
    }

    [Theory]
    [InlineData(63016, RejectReason.WindowClosed)]
    [InlineData(21610, RejectReason.OptedOut)]
    [InlineData(21211, RejectReason.RecipientUnreachable)]
    [InlineData(63003, RejectReason.RecipientUnreachable)]
    [InlineData(63015, RejectReason.RecipientUnreachable)]
    [InlineData(63024, RejectReason.RecipientUnreachable)]
    [InlineData(21617, RejectReason.InvalidRequest)]
    [InlineData(63021, RejectReason.InvalidRequest)]
    [InlineData(63013, RejectReason.Policy)]
    [InlineData(63049, RejectReason.Policy)]
    [InlineData(63019, RejectReason.Media)]
    [InlineData(21656, RejectReason.Template)]
    [InlineData(63028, RejectReason.Template)]
    [InlineData(98765, RejectReason.Other)]
    public async Task Send_LastingError_IsRejectedWithItsReason(int code, RejectReason reason)
    {
        SendRejected rejected = (await SendAsync(400, Error(code))).Should().BeOfType<SendRejected>().Subject;

        rejected.Reason.Should().Be(reason);
        rejected.Code.Should().Be($"{code}");
        rejected.Detail.Should().NotContain("15551112222", "the provider's own sentence may hold personal data");
    }

    [Theory]
    [InlineData(500, 20500)]
    [InlineData(503, 63010)]
    [InlineData(408, 63010)]
    public async Task Send_ServerError_IsAmbiguousWhateverTheCode(int status, int code) => (await SendAsync(status, Error(code))).Should().BeOfType<SendAmbiguous>();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _fixture.Dispose();
        await _twilio.DisposeAsync();
    }

    private static string Error(int code) => $$"""{"code":{{code}},"message":"to 15551112222","more_info":"https://www.twilio.com","status":400}""";

    private async Task<SendResult> SendAsync(int status, string body)
    {
        _twilio.Reply = _ => new StubReply(status, body);
        SendResult result = await _fixture.CreateChannel(_twilio.Address, TimeSpan.FromSeconds(10)).SendAsync(new TextMessage("Hi"), new SendAttempt("a", _fixture.Recipient, 1), default);
        _twilio.Requests.Should().ContainSingle();
        return result;
    }
}
