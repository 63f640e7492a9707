using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Concierge.Channels.Chatwoot.Tests;

/// <summary>S02: which settings start an account.</summary>
public sealed class SettingsTests
{
    [Theory]
    [InlineData("AccessToken", null)]
    [InlineData("AccessToken", "changeme")]
    [InlineData("AccessToken", "abc\r\nX: 1")]
    [InlineData("AccountId", null)]
    [InlineData("AccountId", "../1")]
    [InlineData("WebhookSecrets:0", "changeme")]
    [InlineData("InboxIds:0", "x")]
    [InlineData("ApiBaseUrl", "ftp://example.com")]
    [InlineData("Timeout", "00:00:00")]
    [InlineData("TimestampTolerance", "02:00:00")]
    public void Start_SettingWrong_IsRefusedNamingTheSetting(string setting, string? value) =>
        Failures((setting, value)).Should().ContainSingle().Which.Should().StartWith("Concierge:Chatwoot:" + setting.Replace("InboxIds:0", "InboxIds", StringComparison.Ordinal));

    [Theory]
    [InlineData(null)]
    [InlineData("short")]
    [InlineData("changeme-changeme")]
    public void Start_UnsignedWithoutAProperToken_IsRefused(string? token) =>
        Failures(("WebhookSecrets:0", null), ("AllowUnsigned", "true"), ("WebhookToken", token)).Should().Contain(static failure => failure.StartsWith("Concierge:Chatwoot:WebhookToken "));

    [Fact]
    public void Start_NothingConfigured_NamesEverySettingThatIsNeeded()
    {
        Action start = static () => TestHost.Start(new ConfigurationBuilder().Build(), static builder => builder.AddChatwoot()).Dispose();

        start.Should().Throw<OptionsValidationException>().Which.Message.Should()
            .Contain("Concierge:Chatwoot:AccessToken").And.Contain("Concierge:Chatwoot:AccountId").And.Contain("Concierge:Chatwoot:WebhookSecrets");
    }

    [Fact]
    public void Start_NamedAccounts_GivesThemOnceEach()
    {
        using var host = TestHost.Start(Memory("Concierge:Chatwoot:Accounts:shop", "3"), static builder => builder.AddChatwoot().AddChatwoot());

        host.Channel.Account.Should().Be(new AccountKey("chatwoot", "shop"));
        host.Channel.AccountIds.Should().Equal("3");
    }

    private static IEnumerable<string> Failures(params (string Key, string? Value)[] changes)
    {
        IConfigurationRoot configuration = Memory("Concierge:Chatwoot", "8");
        foreach ((string key, string? value) in changes)
        {
            configuration["Concierge:Chatwoot:" + key] = value;
        }

        Action start = () => TestHost.Start(configuration, static builder => builder.AddChatwoot()).Dispose();
        return start.Should().Throw<OptionsValidationException>().Which.Failures;
    }

    private static IConfigurationRoot Memory(string section, string account) => new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        [section + ":AccountId"] = account,
        [section + ":AccessToken"] = TestHost.AccessToken,
        [section + ":WebhookSecrets:0"] = TestHost.Secret,
    }).Build();
}
