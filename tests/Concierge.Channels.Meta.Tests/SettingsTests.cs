using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Concierge.Channels.Meta.Tests;

/// <summary>S02, S06: which settings start an account, and how changes of them take effect.</summary>
public sealed class SettingsTests
{
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("{}");

    public static TheoryData<string?> NotSecrets => new(null, "", " ", "\t", "changeme", "ChangeMe", "change-me", "your-app-secret", "YOUR_APP_SECRET", "<secret>", "${SECRET}", "{{secret}}", "xxx", "XXXXXXXX", "***", "secret", "placeholder", "todo", " abc", "abc ");

    [Theory]
    [MemberData(nameof(NotSecrets))]
    public void Start_SecretMissingOrPlaceholder_IsRefusedNamingTheSetting(string? value)
    {
        foreach (string setting in new[] { "AppSecret", "VerifyToken", "AccessToken" })
        {
            IConfigurationRoot configuration = Configuration(("Concierge:Meta:" + setting, value));

            Action start = () => TestHost.Start(configuration, static builder => builder.AddMeta()).Dispose();

            start.Should().Throw<OptionsValidationException>().Which.Failures.Should().ContainSingle().Which.Should().StartWith($"Concierge:Meta:{setting} ");
        }
    }

    [Theory]
    [InlineData("PhoneNumberId", null)]
    [InlineData("PhoneNumberId", "+1 555")]
    [InlineData("PhoneNumberId", "../me")]
    [InlineData("PreviousAppSecret", "changeme")]
    [InlineData("AccessToken", "EAAT\r\nX-Evil: 1")]
    [InlineData("BusinessAccountId", "waba/1")]
    [InlineData("ApiBaseUrl", "ftp://example.com")]
    [InlineData("ApiBaseUrl", "https://user:pass@example.com")]
    [InlineData("ApiVersion", "23.0")]
    [InlineData("ApiVersion", "v23.0/../x")]
    [InlineData("Timeout", "00:00:00")]
    public void Start_SettingWrong_IsRefusedNamingTheSetting(string setting, string? value)
    {
        IConfigurationRoot configuration = Configuration(("Concierge:Meta:" + setting, value));

        Action start = () => TestHost.Start(configuration, static builder => builder.AddMeta()).Dispose();

        start.Should().Throw<OptionsValidationException>().Which.Failures.Should().ContainSingle().Which.Should().StartWith($"Concierge:Meta:{setting}");
    }

    [Fact]
    public void Start_NothingConfigured_NamesEverySettingThatIsNeeded()
    {
        Action start = static () => TestHost.Start(new ConfigurationBuilder().Build(), static builder => builder.AddMeta()).Dispose();

        start.Should().Throw<OptionsValidationException>().Which.Message.Should()
            .Contain("Concierge:Meta:AppSecret").And.Contain("Concierge:Meta:VerifyToken").And.Contain("Concierge:Meta:AccessToken").And.Contain("Concierge:Meta:PhoneNumberId");
    }

    [Fact]
    public void Start_OnlyNamedAccounts_GivesThoseAndNoDefault()
    {
        IConfigurationRoot configuration = Memory([.. Account("Concierge:Meta:Accounts:paris", "1"), .. Account("Concierge:Meta:Accounts:lyon", "2")]);

        using var host = TestHost.Start(configuration, static builder => builder.AddMeta().AddMeta());

        host.Channels.Select(static channel => channel.Account).Should().BeEquivalentTo([new AccountKey("meta", "paris"), new AccountKey("meta", "lyon")]);
    }

    [Fact]
    public void Start_DefaultNamedAndRegistered_GivesAll()
    {
        IConfigurationRoot configuration = Memory([.. Account("Concierge:Meta", "1"), .. Account("Concierge:Meta:Accounts:lyon", "2"), .. Account("Concierge:Meta:Accounts:nice", "3")]);

        using var host = TestHost.Start(configuration, static builder => builder.AddMeta().AddMeta("nice", static options => options.PhoneNumberId = "4"));

        host.Channels.ToDictionary(static channel => channel.Account.ToString(), static channel => channel.AccountIds.Single())
            .Should().Equal(new Dictionary<string, string> { ["meta/default"] = "1", ["meta/lyon"] = "2", ["meta/nice"] = "4" });
    }

    [Fact]
    public void Start_TwoAccountsWithOneNumber_IsRefused()
    {
        IConfigurationRoot configuration = Memory([.. Account("Concierge:Meta", "1"), .. Account("Concierge:Meta:Accounts:lyon", "1")]);

        Action start = () => TestHost.Start(configuration, static builder => builder.AddMeta()).Dispose();

        start.Should().Throw<OptionsValidationException>().WithMessage("*Concierge:Meta:Accounts:lyon:PhoneNumberId*");
    }

    [Fact]
    public void Reload_Rotation_BothSecretsThenOnlyTheNewOne()
    {
        IConfigurationRoot configuration = Configuration();
        using var host = TestHost.Start(configuration, static builder => builder.AddMeta());
        IChannel channel = host.Channel;
        Verdicts(channel).Should().Equal(true, false);

        Set(configuration, ("Concierge:Meta:AppSecret", "new-secret-4711"), ("Concierge:Meta:PreviousAppSecret", TestHost.AppSecret));
        Verdicts(channel).Should().Equal(true, true);

        Set(configuration, ("Concierge:Meta:PreviousAppSecret", null));
        Verdicts(channel).Should().Equal(false, true);
    }

    [Fact]
    public async Task Reload_SecretRemoved_StopsTheAccountUntilItIsMended()
    {
        IConfigurationRoot configuration = Configuration();
        using var host = TestHost.Start(configuration, static builder => builder.AddMeta());

        Set(configuration, ("Concierge:Meta:AppSecret", ""));
        Verdicts(host.Channel).Should().Equal(false, false);
        (await host.Channel.SendAsync(new TextMessage("Hi"), new SendAttempt("a", new ContactIdentity(), 1), default))
            .Should().BeOfType<SendRetry>().Which.Scope.Should().Be(RetryScope.Credentials);

        Set(configuration, ("Concierge:Meta:AppSecret", TestHost.AppSecret));
        Verdicts(host.Channel).Should().Equal(true, false);
    }

    private static bool[] Verdicts(IChannel channel) =>
        [.. new[] { TestHost.AppSecret, "new-secret-4711" }.Select(secret => channel.Authenticate(
            new WebhookRequest("POST", "/", _ => MetaFixture.SignatureOf(Body, secret), Body)) == WebhookVerdict.Authentic)];

    private static IConfigurationRoot Configuration(params (string Key, string? Value)[] changes)
    {
        IConfigurationRoot configuration = Memory(Account("Concierge:Meta", TestHost.PhoneNumberId));
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
        [section + ":AppSecret"] = TestHost.AppSecret,
        [section + ":VerifyToken"] = TestHost.VerifyToken,
        [section + ":AccessToken"] = TestHost.AccessToken,
        [section + ":PhoneNumberId"] = number,
    };
}
