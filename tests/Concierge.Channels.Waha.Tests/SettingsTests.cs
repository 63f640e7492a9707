using System.Security.Cryptography;
using System.Text;
using Concierge.Testing.Shared;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Channels.Waha.Tests;

public sealed class SettingsTests : SettingsContract
{
    private static readonly byte[] Body = "{}"u8.ToArray();

    protected override string Section => WahaOptions.Section;

    protected override string IdSetting => "Session";

    protected override (string One, string Other) Ids => ("default", "lyon");

    protected override string SecretSetting => "WebhookSecret";

    protected override string Secret => TestHost.WebhookSecret;

    protected override IReadOnlyList<string> NeededSettings => ["ApiBaseUrl", "ApiKey", "WebhookSecret"];

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
    public void Start_SettingWrong_IsRefusedNamingTheSetting(string setting, string? value) => ShouldBeRefused(setting, value);

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
    public void Start_OneSessionNameOnTwoServers_IsTwoSessions()
    {
        IConfigurationRoot configuration = Memory([.. Account(Section, "default"), .. Account($"{Section}:Accounts:lyon", "default")]);
        configuration["Concierge:Waha:Accounts:lyon:ApiBaseUrl"] = "http://127.0.0.1:3001";

        using var host = new ChannelHost(configuration, Add);

        host.Channels.Should().HaveCount(2);
    }

    [Fact]
    public async Task Reload_KeyRemoved_IsSeenInTheHealth()
    {
        IConfigurationRoot configuration = Configuration();
        using var host = new ChannelHost(configuration, Add);
        host.Channels.Should().ContainSingle();

        Set(configuration, ("ApiKey", ""));

        (await host.Probe("waha").CheckAsync(default)).Description.Should().Be("default: the settings are not valid.");
    }

    protected override void Add(IConciergeBuilder builder) => builder.AddWaha();

    protected override Dictionary<string, string?> Account(string section, string id) => new()
    {
        [section + ":ApiBaseUrl"] = "http://127.0.0.1:3000",
        [section + ":ApiKey"] = TestHost.ApiKey,
        [section + ":WebhookSecret"] = TestHost.WebhookSecret,
        [section + ":Session"] = id,
    };

    protected override bool IsAuthentic(IChannel channel, string secret) => channel.Authenticate(new WebhookRequest(
        "POST", "/", name => name == "X-Webhook-Hmac" ? Convert.ToHexStringLower(HMACSHA512.HashData(Encoding.UTF8.GetBytes(secret), Body)) : default, Body)) == WebhookVerdict.Authentic;
}
