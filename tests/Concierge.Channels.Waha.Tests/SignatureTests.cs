using System.Security.Cryptography;
using System.Text;

namespace Concierge.Channels.Waha.Tests;

/// <summary>S01, S06: known answers, the algorithm and the rotation.</summary>
public sealed class SignatureTests
{
    private const string Body = """{"id":"evt_01HZX0000000000000000000AA","event":"message","payload":{"body":"café 😀 <b>"}}""";

    [Theory]
    [InlineData("""{"event":"message","session":"default","engine":"WEBJS"}""", "208f8a55dde9e05519e898b10b89bf0d0b3b0fdf11fdbf09b6b90476301b98d8097c462b2b17a6ce93b6b47a136cf2e78a33a63f6752c2c1631777076153fa89")]
    [InlineData(Body, "5e0113df1891a1887859150d6cd69a5110550c641b8a7ceb53db8f64e250c61014f6867ed6b5ec22dc3a27bd6aaba57bb10c69ebaae6508cf7ce37a6e1b90860")]
    public void Authenticate_KnownAnswer_IsAuthenticUnlessAnotherAlgorithmIsNamed(string body, string mac)
    {
        using var host = TestHost.Start(static _ => { });

        Verdict(host, body, mac).Should().Be(WebhookVerdict.Authentic);
        Verdict(host, body, mac, "sha512").Should().Be(WebhookVerdict.Authentic);
        Verdict(host, body, mac, "sha256").Should().Be(WebhookVerdict.Rejected);
        Verdict(host, body, mac, "SHA512").Should().Be(WebhookVerdict.Rejected);
        Verdict(host, body, mac, string.Empty).Should().Be(WebhookVerdict.Rejected);
    }

    [Fact]
    public void Authenticate_ShorterHashOrAPrefix_IsRejected()
    {
        using var host = TestHost.Start(static _ => { });
        byte[] key = Encoding.UTF8.GetBytes(TestHost.WebhookSecret), body = Encoding.UTF8.GetBytes(Body);

        Verdict(host, Body, Convert.ToHexStringLower(HMACSHA256.HashData(key, body))).Should().Be(WebhookVerdict.Rejected);
        Verdict(host, Body, "sha512=" + Convert.ToHexStringLower(HMACSHA512.HashData(key, body))).Should().Be(WebhookVerdict.Rejected);
    }

    [Fact]
    public void Authenticate_DuringARotation_TakesBothKeys()
    {
        using var host = TestHost.Start(static options => options.PreviousWebhookSecret = "the-key-before-4711");
        foreach ((string key, WebhookVerdict verdict) in new[] { (TestHost.WebhookSecret, WebhookVerdict.Authentic), ("the-key-before-4711", WebhookVerdict.Authentic), ("another-key-4711", WebhookVerdict.Rejected) })
        {
            Verdict(host, Body, Convert.ToHexStringLower(HMACSHA512.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(Body)))).Should().Be(verdict);
        }
    }

    private static WebhookVerdict Verdict(TestHost host, string body, string mac, string? algorithm = null) => host.Channel.Authenticate(new WebhookRequest(
        "POST", "/", name => name == "X-Webhook-Hmac" ? mac : name == "X-Webhook-Hmac-Algorithm" && algorithm is not null ? algorithm : default, Encoding.UTF8.GetBytes(body)));
}
