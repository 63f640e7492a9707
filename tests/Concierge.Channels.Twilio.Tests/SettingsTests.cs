using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Concierge.Channels.Twilio.Tests;

/// <summary>S02, S06: which settings start an account, and how changes of them take effect.</summary>
public sealed class SettingsTests
{
    private const string Form = "Body=Hi";

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
    public void Start_SettingWrong_IsRefusedNamingTheSetting(string setting, string? value)
    {
        IConfigurationRoot configuration = Configuration(("Concierge:Twilio:" + setting, value));

        Action start = () => TestHost.Start(configuration, static builder => builder.AddTwilio()).Dispose();

        start.Should().Throw<OptionsValidationException>().Which.Failures.Should().ContainSingle().Which.Should().StartWith($"Concierge:Twilio:{setting} ");
    }

    [Theory]
    [InlineData("AC1", "a-good-secret", "ApiKeySid")]
    [InlineData(null, "a-good-secret", "ApiKeySid")]
    [InlineData("SK1", null, "ApiKeySecret")]
    [InlineData("SK1", "changeme", "ApiKeySecret")]
    public void Start_HalfAnApiKey_IsRefused(string? sid, string? secret, string setting)
    {
        IConfigurationRoot configuration = Configuration(("Concierge:Twilio:ApiKeySid", sid), ("Concierge:Twilio:ApiKeySecret", secret));

        Action start = () => TestHost.Start(configuration, static builder => builder.AddTwilio()).Dispose();

        start.Should().Throw<OptionsValidationException>().Which.Failures.Should().ContainSingle().Which.Should().StartWith($"Concierge:Twilio:{setting} ");
    }

    [Fact]
    public void Start_NothingConfigured_NamesEverySettingThatIsNeeded()
    {
        Action start = static () => TestHost.Start(new ConfigurationBuilder().Build(), static builder => builder.AddTwilio()).Dispose();

        start.Should().Throw<OptionsValidationException>().Which.Message.Should()
            .Contain("Concierge:Twilio:AccountSid").And.Contain("Concierge:Twilio:AuthToken").And.Contain("Concierge:Twilio:From").And.Contain("Concierge:Twilio:PublicBaseUrl");
    }

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
    public void Start_TwoAccountsWithOneNumber_IsRefused()
    {
        IConfigurationRoot configuration = Memory([.. Account("Concierge:Twilio", "+15550001"), .. Account("Concierge:Twilio:Accounts:lyon", "15550001")]);

        Action start = () => TestHost.Start(configuration, static builder => builder.AddTwilio()).Dispose();

        start.Should().Throw<OptionsValidationException>().WithMessage("*Concierge:Twilio:Accounts:lyon:From*");
    }

    [Fact]
    public void Start_HostsPublicAddress_IsTakenWhereTheAccountHasNone()
    {
        IConfigurationRoot configuration = Configuration(("Concierge:Twilio:PublicBaseUrl", null), ("Concierge:PublicBaseUrl", "https://Bot.example.com"));
        using var host = TestHost.Start(configuration, static builder => builder.AddTwilio());

        Verdict(host.Channel, TestHost.AuthToken, "https://Bot.example.com").Should().Be(WebhookVerdict.Authentic);
        Verdict(host.Channel, TestHost.AuthToken, "https://bot.example.com").Should().Be(WebhookVerdict.Rejected);
    }

    [Fact]
    public async Task Reload_TokenRemoved_StopsTheAccountUntilItIsMended()
    {
        IConfigurationRoot configuration = Configuration();
        using var host = TestHost.Start(configuration, static builder => builder.AddTwilio());

        Set(configuration, ("Concierge:Twilio:AuthToken", ""));
        Verdict(host.Channel, TestHost.AuthToken).Should().Be(WebhookVerdict.Rejected);
        (await host.Channel.SendAsync(new TextMessage("Hi"), new SendAttempt("a", new ContactIdentity(), 1), default))
            .Should().BeOfType<SendRetry>().Which.Scope.Should().Be(RetryScope.Credentials);

        Set(configuration, ("Concierge:Twilio:AuthToken", "new-token-4711"));
        Verdict(host.Channel, "new-token-4711").Should().Be(WebhookVerdict.Authentic);
        Verdict(host.Channel, TestHost.AuthToken).Should().Be(WebhookVerdict.Rejected);
    }

    private static WebhookVerdict Verdict(IChannel channel, string token, string root = "https://bot.example.com") => channel.Authenticate(
        new WebhookRequest("POST", "/webhooks/twilio", _ => TwilioFixture.SignatureOf(root + "/webhooks/twilio", Form, token), Encoding.UTF8.GetBytes(Form)));

    private static IConfigurationRoot Configuration(params (string Key, string? Value)[] changes)
    {
        IConfigurationRoot configuration = Memory(Account("Concierge:Twilio", TestHost.From));
        Set(configuration, changes);
        return configuration;
    }

    private static void Set(IConfigurationRoot configuration, params (string Key, string? Value)[] changes)
    {
        foreach ((string key, string? value) in changes)
        {
            configuration[key] = value;
        }

        configuration.Reload();
    }

    private static IConfigurationRoot Memory(IEnumerable<KeyValuePair<string, string?>> values) => new ConfigurationBuilder().AddInMemoryCollection(values).Build();

    private static Dictionary<string, string?> Account(string section, string number) => new()
    {
        [section + ":AccountSid"] = TestHost.AccountSid,
        [section + ":AuthToken"] = TestHost.AuthToken,
        [section + ":From"] = number,
        [section + ":PublicBaseUrl"] = "https://bot.example.com",
    };
}
