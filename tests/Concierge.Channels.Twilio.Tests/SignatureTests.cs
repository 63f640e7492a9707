using System.Text;
using Microsoft.Extensions.Primitives;

namespace Concierge.Channels.Twilio.Tests;

/// <summary>S01, S04: known answers, and which addresses count.</summary>
public sealed class SignatureTests
{
    private const string Form = "Body=Hi&From=whatsapp%3A%2B15551112222";

    public static IEnumerable<object[]> Vectors => Files.Rows("signatures.tsv");

    public static IEnumerable<object[]> Proxies => Files.Rows("proxies.tsv");

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Authenticate_KnownAnswer_IsAsPublished(string id, string accepted, string token, string publicBase, string path, string body, string signature)
    {
        using var host = Host(publicBase, token);

        Verdict(host, path, body, signature).Should().Be(Expected(accepted), id);
    }

    [Theory]
    [MemberData(nameof(Proxies))]
    public void Authenticate_BehindAProxy_CountsThePublicAddressOnly(string accepted, string publicBase, string origin, string path, string signed)
    {
        using var host = Host(publicBase, TestHost.AuthToken);
        string signature = TwilioFixture.SignatureOf(signed, Form, TestHost.AuthToken);
        string forwarded = signed.Split('/')[2];

        Verdict(host, path, Form, signature, origin, forwarded).Should().Be(Expected(accepted));
    }

    [Fact]
    public void Data_ProxyCases_AreSixtyOfEach()
    {
        Files.Rows("proxies.tsv").Count(static row => row[0] == "yes").Should().BeGreaterThanOrEqualTo(60);
        Files.Rows("proxies.tsv").Count(static row => row[0] == "no").Should().BeGreaterThanOrEqualTo(60);
    }

    [Fact]
    public void Authenticate_SecondToken_IsValidToo()
    {
        using var host = TestHost.Start(static options => options.PreviousAuthToken = "coming-token-4711");
        foreach ((string token, WebhookVerdict verdict) in new[] { (TestHost.AuthToken, WebhookVerdict.Authentic), ("coming-token-4711", WebhookVerdict.Authentic), ("another-token", WebhookVerdict.Rejected) })
        {
            Verdict(host, "/webhooks/twilio", Form, TwilioFixture.SignatureOf("https://bot.example.com/webhooks/twilio", Form, token)).Should().Be(verdict);
        }
    }

    private static WebhookVerdict Expected(string accepted) => accepted == "yes" ? WebhookVerdict.Authentic : WebhookVerdict.Rejected;

    private static TestHost Host(string publicBase, string token) => TestHost.Start(options =>
    {
        options.PublicBaseUrl = new Uri(publicBase);
        options.AuthToken = token;
    });

    private static WebhookVerdict Verdict(TestHost host, string path, string body, string signature, string? origin = null, string? forwarded = null) =>
        host.Channel.Authenticate(new WebhookRequest(
            "POST",
            path,
            name => name switch
            {
                "X-Twilio-Signature" => signature,
                "Host" or "X-Forwarded-Host" or "X-Original-Host" => forwarded,
                "X-Forwarded-Proto" => "https",
                _ => StringValues.Empty,
            },
            Encoding.UTF8.GetBytes(body),
            string.IsNullOrEmpty(origin) ? null : origin));
}
