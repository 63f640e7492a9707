using System.Text;
using Concierge.Testing.Shared;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Concierge.Channels.Twilio.Tests;

public sealed class SettingsTests : SettingsContract
{
    private const string Form = "Body=Hi";

    protected override string Section => TwilioOptions.Section;

    protected override string IdSetting => "From or MessagingServiceSid";

    protected override (string One, string Other) Ids => ("+15550001", "+15550002");

    protected override string SecretSetting => "AuthToken";

    protected override string Secret => TestHost.AuthToken;

    protected override IReadOnlyList<string> NeededSettings => ["AccountSid", "AuthToken", "From", "PublicBaseUrl"];

    [Theory]
    [InlineData("AuthToken", null)]
    [InlineData("AuthToken", "changeme")]
    [InlineData("AuthToken", "your_auth_token")]
    [InlineData("AuthToken", "<token>")]
    [InlineData("AuthToken", "xxxxxxxx")]
    [InlineData("AuthToken", "abc\r\nX-Evil: 1")]
    [InlineData("PreviousAuthToken", "changeme")]
    [InlineData("AccountSid", null)]
    [InlineData("AccountSid", "SK123")]
    [InlineData("AccountSid", "AC1/../x")]
    [InlineData("From", null)]
    [InlineData("From", "Shop")]
    [InlineData("MessagingServiceSid", "MG/1")]
    [InlineData("PublicBaseUrl", null)]
    [InlineData("PublicBaseUrl", "bot.example.com")]
    [InlineData("PublicBaseUrl", "https://bot.example.com?x=1")]
    [InlineData("ApiBaseUrl", "ftp://example.com")]
    [InlineData("ContentApiBaseUrl", "https://user:pass@example.com")]
    [InlineData("MessagingApiBaseUrl", "ftp://example.com")]
    [InlineData("Timeout", "00:00:00")]
    public void Start_SettingWrong_IsRefusedNamingTheSetting(string setting, string? value) => ShouldBeRefused(setting, value);

    [Theory]
    [InlineData("AC1", "a-good-secret", "ApiKeySid")]
    [InlineData(null, "a-good-secret", "ApiKeySid")]
    [InlineData("SK1", null, "ApiKeySecret")]
    [InlineData("SK1", "changeme", "ApiKeySecret")]
    public void Start_HalfAnApiKey_IsRefused(string? sid, string? secret, string setting)
    {
        IConfigurationRoot configuration = Configuration(("ApiKeySid", sid), ("ApiKeySecret", secret));

        Action start = () => TestHost.Start(configuration, static builder => builder.AddTwilio()).Dispose();

        start.Should().Throw<OptionsValidationException>().Which.Failures.Should().ContainSingle().Which.Should().StartWith($"Concierge:Twilio:{setting} ");
    }

    [Fact]
    public void Start_OneNumberInTwoSpellings_IsRefused() =>
        Refusal(Memory([.. Account(Section, "+15550001"), .. Account($"{Section}:Accounts:lyon", "15550001")])).Message.Should().Contain("Accounts:lyon:From");

    [Fact]
    public void Start_DefaultNamedAndRegistered_GivesAll()
    {
        IConfigurationRoot configuration = Memory([.. Account("Concierge:Twilio", "+15550001"), .. Account("Concierge:Twilio:Accounts:lyon", "whatsapp:+15550002"), .. Account("Concierge:Twilio:Accounts:nice", "+15550003")]);

        using var host = TestHost.Start(configuration, static builder => builder.AddTwilio().AddTwilio("nice", static options => options.MessagingServiceSid = "MG1"));

        host.Channels.ToDictionary(static channel => channel.Account.ToString(), static channel => string.Join(' ', channel.AccountIds)).Should().Equal(new Dictionary<string, string>
        {
            ["twilio/default"] = "whatsapp:+15550001",
            ["twilio/lyon"] = "whatsapp:+15550002",
            ["twilio/nice"] = "whatsapp:+15550003 MG1",
        });
    }

    [Fact]
    public void Start_HostsPublicAddress_IsTakenWhereTheAccountHasNone()
    {
        IConfigurationRoot configuration = Configuration(("PublicBaseUrl", null));
        configuration["Concierge:PublicBaseUrl"] = "https://Bot.example.com";
        using var host = new ChannelHost(configuration, Add);

        Verdict(host.Channel, TestHost.AuthToken, "https://Bot.example.com").Should().Be(WebhookVerdict.Authentic);
        Verdict(host.Channel, TestHost.AuthToken, "https://bot.example.com").Should().Be(WebhookVerdict.Rejected);
    }

    protected override void Add(IConciergeBuilder builder) => builder.AddTwilio();

    protected override Dictionary<string, string?> Account(string section, string id) => new()
    {
        [section + ":AccountSid"] = TestHost.AccountSid,
        [section + ":AuthToken"] = TestHost.AuthToken,
        [section + ":From"] = id,
        [section + ":PublicBaseUrl"] = "https://bot.example.com",
    };

    protected override bool IsAuthentic(IChannel channel, string secret) => Verdict(channel, secret) == WebhookVerdict.Authentic;

    private static WebhookVerdict Verdict(IChannel channel, string token, string root = "https://bot.example.com") => channel.Authenticate(
        new WebhookRequest("POST", "/webhooks/twilio", _ => TwilioFixture.SignatureOf(root + "/webhooks/twilio", Form, token), Encoding.UTF8.GetBytes(Form)));
}
