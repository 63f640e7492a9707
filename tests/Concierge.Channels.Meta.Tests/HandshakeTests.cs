namespace Concierge.Channels.Meta.Tests;

/// <summary>I10: the check of the webhook address.</summary>
public sealed class HandshakeTests : IDisposable
{
    private readonly TestHost _host = TestHost.Start(static options => options.VerifyToken = "verify token+1");

    [Fact]
    public void Answer_RightToken_IsTheChallengeAsPlainText() =>
        Answer("?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=verify%20token%2B1")
            .Should().Be(new WebhookAnswer(200, "text/plain; charset=utf-8", "1158201444"));

    [Fact]
    public void Answer_MarkupInChallenge_StaysPlainText() =>
        Answer("?hub.verify_token=verify+token%2B1&hub.mode=subscribe&hub.challenge=%3Cscript%3Ealert(1)%3C/script%3E")
            .Should().Be(new WebhookAnswer(200, "text/plain; charset=utf-8", "<script>alert(1)</script>"));

    [Theory]
    [InlineData("")]
    [InlineData("?")]
    [InlineData("?hub.mode=subscribe&hub.challenge=1")]
    [InlineData("?hub.mode=subscribe&hub.challenge=1&hub.verify_token=")]
    [InlineData("?hub.mode=subscribe&hub.challenge=1&hub.verify_token=verify")]
    [InlineData("?hub.mode=subscribe&hub.challenge=1&hub.verify_token=VERIFY%20token%2B1")]
    [InlineData("?hub.mode=subscribe&hub.challenge=1&hub.verify_token=verify%20token%2B1&hub.verify_token=verify%20token%2B1")]
    [InlineData("?hub.mode=unsubscribe&hub.challenge=1&hub.verify_token=verify%20token%2B1")]
    [InlineData("?hub.challenge=1&hub.verify_token=verify%20token%2B1")]
    [InlineData("?hub.mode=subscribe&hub.verify_token=verify%20token%2B1")]
    [InlineData("?hub.mode=subscribe&hub.challenge=&hub.verify_token=verify%20token%2B1")]
    [InlineData("?hub.mode=subscribe&hub.challenge=%ZZ%&hub.verify_token=%")]
    public void Answer_AnythingElse_IsForbidden(string query) => Answer(query).Should().Be(WebhookAnswer.Forbidden);

    [Fact]
    public void Answer_OtherMethod_IsNotAllowed() =>
        ((IWebhookHandshake)_host.Channel).Answer(new WebhookRequest("PUT", "/webhooks/meta", static _ => default, default)).StatusCode.Should().Be(405);

    public void Dispose() => _host.Dispose();

    private WebhookAnswer Answer(string query) =>
        ((IWebhookHandshake)_host.Channel).Answer(new WebhookRequest("GET", "/webhooks/meta" + query, static _ => default, default));
}
