using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Concierge.Channels.Waha.Tests;

/// <summary>S02, S06: which settings start an account, and how changes of them take effect.</summary>
public sealed class SettingsTests
{
    private static readonly byte[] Body = "{}"u8.ToArray();

    [Theory]
    [InlineData("ApiKey", null)]
    [InlineData("ApiKey", "changeme")]
    [InlineData("ApiKey", "<key>")]
    [InlineData("ApiKey", "abc\r\nX-Evil: 1")]
    [InlineData("WebhookSecret", null)]
    [InlineData("WebhookSecret", "")]
    [InlineData("WebhookSecret", "your-secret-key")]
    [InlineData("WebhookSecret", "xxxxxxxx")]
    [InlineData("PreviousWebhookSecret", "changeme")]
    [InlineData("ApiBaseUrl", null)]
    [InlineData("ApiBaseUrl", "waha:3000")]
    [InlineData("ApiBaseUrl", "ftp://waha:3000")]
    [InlineData("ApiBaseUrl", "http://user:pass@waha:3000")]
    [InlineData("ApiBaseUrl", "http://waha:3000?x-api-key=1")]
    [InlineData("Session", "")]
    [InlineData("Session", "../logout")]
    [InlineData("Timeout", "00:00:00")]
    public void Start_SettingWrong_IsRefusedNamingTheSetting(string setting, string? value)
    {
        IConfigurationRoot configuration = Configuration(("Concierge:Waha:" + setting, value));

        Action start = () => TestHost.Start(configuration, static builder => builder.AddWaha()).Dispose();

        start.Should().Throw<OptionsValidationException>().Which.Failures.Should().ContainSingle().Which.Should().StartWith($"Concierge:Waha:{setting} ");
    }

    [Fact]
    public void Start_NothingConfigured_NamesEverySettingThatIsNeeded()
    {
        Action start = static () => TestHost.Start(new ConfigurationBuilder().Build(), static builder => builder.AddWaha()).Dispose();

        start.Should().Throw<OptionsValidationException>().Which.Message.Should()
            .Contain("Concierge:Waha:ApiBaseUrl").And.Contain("Concierge:Waha:ApiKey").And.Contain("Concierge:Waha:WebhookSecret");
    }

    [Fact]
    public void Start_DefaultNamedAndRegistered_GivesAll()
    {
        IConfigurationRoot configuration = Memory([.. Account("Concierge:Waha", "default"), .. Account("Concierge:Waha:Accounts:lyon", "lyon"), .. Account("Concierge:Waha:Accounts:nice", "x")]);

        using var host = TestHost.Start(configuration, static builder => builder.AddWaha().AddWaha("nice", static options => options.Session = "nice_1"));

        host.Channels.ToDictionary(static channel => channel.Account.ToString(), static channel => string.Join(' ', channel.AccountIds)).Should().Equal(new Dictionary<string, string>
        {
            ["waha/default"] = "default",
            ["waha/lyon"] = "lyon",
            ["waha/nice"] = "nice_1",
        });
    }

    [Fact]
    public void Start_TwoAccountsWithOneSession_IsRefused()
    {
        IConfigurationRoot configuration = Memory([.. Account("Concierge:Waha", "default"), .. Account("Concierge:Waha:Accounts:lyon", "default")]);

        Action start = () => TestHost.Start(configuration, static builder => builder.AddWaha()).Dispose();

        start.Should().Throw<OptionsValidationException>().WithMessage("*Concierge:Waha:Accounts:lyon:Session*");
    }

    [Fact]
    public async Task Reload_KeyRemoved_StopsTheAccountUntilItIsMended()
    {
        IConfigurationRoot configuration = Configuration();
        using var host = TestHost.Start(configuration, static builder => builder.AddWaha());

        Set(configuration, ("Concierge:Waha:WebhookSecret", ""));
        Verdict(host.Channel, TestHost.WebhookSecret).Should().Be(WebhookVerdict.Rejected);
        (await host.Channel.SendAsync(new TextMessage("Hi"), new SendAttempt("a", new ContactIdentity(), 1), default))
            .Should().BeOfType<SendRetry>().Which.Scope.Should().Be(RetryScope.Credentials);
        (await host.Probe.CheckAsync(default)).IsReady.Should().BeFalse();

        Set(configuration, ("Concierge:Waha:WebhookSecret", "new-key-4711"));
        Verdict(host.Channel, "new-key-4711").Should().Be(WebhookVerdict.Authentic);
        Verdict(host.Channel, TestHost.WebhookSecret).Should().Be(WebhookVerdict.Rejected);
    }

    private static WebhookVerdict Verdict(IChannel channel, string secret) => channel.Authenticate(new WebhookRequest(
        "POST", "/", name => name == "X-Webhook-Hmac" ? Convert.ToHexStringLower(HMACSHA512.HashData(Encoding.UTF8.GetBytes(secret), Body)) : default, Body));

    private static IConfigurationRoot Configuration(params (string Key, string? Value)[] changes)
    {
        IConfigurationRoot configuration = Memory(Account("Concierge:Waha", "default"));
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

    private static Dictionary<string, string?> Account(string section, string session) => new()
    {
        [section + ":ApiBaseUrl"] = "http://127.0.0.1:3000",
        [section + ":ApiKey"] = TestHost.ApiKey,
        [section + ":WebhookSecret"] = TestHost.WebhookSecret,
        [section + ":Session"] = session,
    };
}
