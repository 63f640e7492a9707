using System.Text;

namespace Concierge.Channels.Chatwoot.Tests;

/// <summary>S01, S04: known answers, the edges of time, and the token that stands in for a signature.</summary>
public sealed class SignatureTests
{
    private const string Time = "1750000000";

    [Theory]
    [InlineData("{\"event\":\"message_created\",\"id\":1,\"content\":\"hi \\u003cb\\u003e\"}", "ef450b11653fd3767c861f9765e7025ff04459b4553a2f7d109c18930bd9ce70", WebhookVerdict.Authentic)]
    [InlineData("{}", "d3d26a4728b1dd9dea2bb0404adf603842f378ff142f14921553157a0a270a8f", WebhookVerdict.Authentic)]
    [InlineData("{ }", "d3d26a4728b1dd9dea2bb0404adf603842f378ff142f14921553157a0a270a8f", WebhookVerdict.Rejected)]
    public void Authenticate_KnownAnswer_HasItsVerdict(string body, string signature, WebhookVerdict expected) =>
        Verdict(0, Time, "sha256=" + signature, body, "test-secret").Should().Be(expected);

    [Theory]
    [InlineData(299, WebhookVerdict.Authentic)]
    [InlineData(300, WebhookVerdict.Authentic)]
    [InlineData(301, WebhookVerdict.Rejected)]
    [InlineData(-299, WebhookVerdict.Authentic)]
    [InlineData(-300, WebhookVerdict.Authentic)]
    [InlineData(-301, WebhookVerdict.Rejected)]
    public void Authenticate_EdgesOfTime_AreExact(int seconds, WebhookVerdict expected) =>
        Verdict(seconds, Time, ChatwootFixture.SignatureOf(Time, "{}"u8, TestHost.Secret)).Should().Be(expected);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1750000001")]
    [InlineData("+1750000000")]
    [InlineData("1750000000 ")]
    [InlineData("99999999999999999999")]
    public void Authenticate_OtherTime_IsRejected(string? time) =>
        Verdict(0, time, ChatwootFixture.SignatureOf(Time, "{}"u8, TestHost.Secret)).Should().Be(WebhookVerdict.Rejected);

    [Fact]
    public void Authenticate_BodyAloneSigned_IsRejected() =>
        Verdict(0, Time, "sha256=" + Convert.ToHexStringLower(System.Security.Cryptography.HMACSHA256.HashData(Encoding.UTF8.GetBytes(TestHost.Secret), "{}"u8))).Should().Be(WebhookVerdict.Rejected);

    [Theory]
    [InlineData("/webhooks/chatwoot?token=a-long-random-word", true)]
    [InlineData("/webhooks/chatwoot?x=1&token=a-long-random-word", true)]
    [InlineData("/webhooks/chatwoot?token=a-long-random-worD", false)]
    [InlineData("/webhooks/chatwoot?token=a-long-random-word&token=a-long-random-word", false)]
    [InlineData("/webhooks/chatwoot?token=", false)]
    [InlineData("/webhooks/chatwoot", false)]
    public void Authenticate_UnsignedAllowed_NeedsTheToken(string path, bool expected)
    {
        using var host = TestHost.Start(static options =>
        {
            options.AllowUnsigned = true;
            options.WebhookToken = "a-long-random-word";
        });

        (host.Channel.Authenticate(new WebhookRequest("POST", path, static _ => default, "{}"u8.ToArray())) == WebhookVerdict.Authentic).Should().Be(expected);
        host.Channel.Authenticate(new WebhookRequest("POST", path, static name => name == "X-Chatwoot-Signature" ? "sha256=00" : default, "{}"u8.ToArray())).Should().Be(WebhookVerdict.Rejected);
    }

    private static WebhookVerdict Verdict(int later, string? time, string signature, string body = "{}", string? secret = null)
    {
        var clock = new FixedClock(DateTimeOffset.FromUnixTimeSeconds(1_750_000_000 + later));
        using var host = TestHost.Start(options => options.WebhookSecrets = ["another-hooks-key", secret ?? TestHost.Secret], clock);
        return host.Channel.Authenticate(new WebhookRequest("POST", "/", name => name == "X-Chatwoot-Signature" ? signature : name == "X-Chatwoot-Timestamp" ? time : default, Encoding.UTF8.GetBytes(body)));
    }

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
