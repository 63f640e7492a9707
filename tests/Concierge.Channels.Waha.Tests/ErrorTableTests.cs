using Concierge.Testing.Contracts.Channels;

namespace Concierge.Channels.Waha.Tests;

/// <summary>What WAHA's answers become.</summary>
public sealed class ErrorTableTests : IAsyncLifetime
{
    private readonly ProviderStub _waha = new();
    private readonly WahaFixture _fixture = new();

    [Theory]
    [InlineData("""{"id":"true_15551112222@c.us_3EB2","_data":{}}""")]
    [InlineData("""{"id":"3EB2"}""")]
    [InlineData("""{"key":{"remoteJid":"15551112222@s.whatsapp.net","fromMe":true,"id":"3EB2"},"message":{"conversation":"Hi"},"status":"PENDING"}""")]
    [InlineData("""{"id":{"fromMe":true,"remote":"15551112222@c.us","id":"3EB2","_serialized":"true_15551112222@c.us_3EB2"},"ack":0}""")]
    [InlineData("""{"id":{"fromMe":true,"id":"3EB2"}}""")]
    [InlineData("""{"_data":{"id":{"_serialized":"true_123@g.us_3EB2_999@lid"}}}""")]
    public async Task Send_AnswerOfAnyEngine_IsAcceptedUnderTheBareId(string body) =>
        (await SendAsync(201, body)).Should().Be(SendResult.Accepted("3EB2"));

    [Theory]
    [InlineData(401, """{"message":"Unauthorized","statusCode":401}""", RetryScope.Credentials, null)]
    [InlineData(403, """{"message":"Forbidden resource","statusCode":403}""", RetryScope.Credentials, null)]
    [InlineData(429, "{}", RetryScope.Account, null)]
    [InlineData(422, """{"error":"Session status is not as expected","session":"default","status":"SCAN_QR_CODE","expected":["WORKING"]}""", RetryScope.Account, 30)]
    [InlineData(422, """{"status":"<b>15551112222</b>","expected":[{"a":[1]}]}""", RetryScope.Account, 30)]
    public async Task Send_PassingError_IsRetryOfItsScope(int status, string body, RetryScope scope, int? seconds)
    {
        SendRetry retry = (await SendAsync(status, body)).Should().BeOfType<SendRetry>().Subject;

        retry.Scope.Should().Be(scope);
        retry.After.Should().Be(seconds is { } wait ? TimeSpan.FromSeconds(wait) : null);
        retry.Detail.Should().NotContain("15551112222", "the provider's own words may hold personal data");
    }

    [Theory]
    [InlineData(400, """{"message":["to 15551112222"],"error":"Bad Request","statusCode":400}""", RejectReason.InvalidRequest)]
    [InlineData(404, """{"message":"Session \"x\" does not exist"}""", RejectReason.InvalidRequest)]
    [InlineData(422, """{"message":"The feature is available only in Plus version"}""", RejectReason.InvalidRequest)]
    [InlineData(422, """{"status":"WORKING"}""", RejectReason.InvalidRequest)]
    [InlineData(422, "<html>", RejectReason.InvalidRequest)]
    [InlineData(501, """{"message":"Not implemented"}""", RejectReason.Unsupported)]
    [InlineData(413, "{}", RejectReason.Other)]
    public async Task Send_LastingError_IsRejectedWithItsReason(int status, string body, RejectReason reason)
    {
        SendRejected rejected = (await SendAsync(status, body)).Should().BeOfType<SendRejected>().Subject;

        rejected.Reason.Should().Be(reason);
        rejected.Code.Should().Be($"{status}");
        rejected.Detail.Should().NotContain("15551112222", "the provider's own words may hold personal data");
    }

    [Theory]
    [InlineData(500, """{"statusCode":500,"exception":{"message":"15551112222"},"request":{"body":{}}}""")]
    [InlineData(408, "{}")]
    [InlineData(201, "{\"id\":null}")]
    [InlineData(201, "{\"id\":\"\"}")]
    [InlineData(201, "{\"id\":{},\"key\":[],\"_data\":1}")]
    [InlineData(201, "{\"id\":\"3EB2\"} x")]
    [InlineData(201, "{\"result\":true}")]
    public async Task Send_NobodyCanTell_IsAmbiguous(int status, string body) =>
        (await SendAsync(status, body)).Should().BeOfType<SendAmbiguous>().Which.Detail.Should().NotContain("15551112222");

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _fixture.Dispose();
        await _waha.DisposeAsync();
    }

    private async Task<SendResult> SendAsync(int status, string body)
    {
        _waha.Reply = _ => new StubReply(status, body);
        SendResult result = await _fixture.CreateChannel(_waha.Address, TimeSpan.FromSeconds(10)).SendAsync(new TextMessage("Hi"), new SendAttempt("a", _fixture.Recipient, 1), default);
        _waha.Requests.Should().ContainSingle();
        return result;
    }
}
