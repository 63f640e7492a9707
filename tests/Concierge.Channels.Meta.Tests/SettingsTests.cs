using System.Text;
using Concierge.Testing.Shared;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Channels.Meta.Tests;

public sealed class SettingsTests : SettingsContract
{
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("{}");

    public static TheoryData<string?> NotSecrets => new(null, "", " ", "\t", "changeme", "ChangeMe", "change-me", "your-app-secret", "YOUR_APP_SECRET", "<secret>", "${SECRET}", "{{secret}}", "xxx", "XXXXXXXX", "***", "secret", "placeholder", "todo", "[secret]", "yourAppSecret", "enter_your_app_secret", "enter-secret-here", "paste_token_here", "put-your-token-here", " abc", "abc ");

    protected override string Section => MetaOptions.Section;

    protected override string IdSetting => "PhoneNumberId";

    protected override (string One, string Other) Ids => ("1", "2");

    protected override string SecretSetting => "AppSecret";

    protected override string Secret => TestHost.AppSecret;

    protected override IReadOnlyList<string> NeededSettings => ["AppSecret", "VerifyToken", "AccessToken", "PhoneNumberId"];

    [Theory]
    [MemberData(nameof(NotSecrets))]
    public void Start_AnySecretMissingOrPlaceholder_IsRefusedNamingTheSetting(string? value)
    {
        foreach (string setting in new[] { "AppSecret", "VerifyToken", "AccessToken" })
        {
            ShouldBeRefused(setting, value);
        }
    }

    [Theory]
    [InlineData("PhoneNumberId", null)]
    [InlineData("PhoneNumberId", "+1 555")]
    [InlineData("PhoneNumberId", "../me")]
    [InlineData("PreviousAppSecret", "changeme")]
    [InlineData("AppSecret", "replace me")]
    [InlineData("AppSecret", "enter your app secret")]
    [InlineData("AccessToken", "EAAT\r\nX-Evil: 1")]
    [InlineData("BusinessAccountId", "waba/1")]
    [InlineData("ApiBaseUrl", "ftp://example.com")]
    [InlineData("ApiBaseUrl", "https://user:pass@example.com")]
    [InlineData("ApiVersion", "23.0")]
    [InlineData("ApiVersion", "v23.0/../x")]
    [InlineData("Timeout", "00:00:00")]
    public void Start_SettingWrong_IsRefusedNamingTheSetting(string setting, string? value) => ShouldBeRefused(setting, value);

    [Fact]
    public void Start_DefaultNamedAndRegistered_GivesAll()
    {
        IConfigurationRoot configuration = Memory([.. Account("Concierge:Meta", "1"), .. Account("Concierge:Meta:Accounts:lyon", "2"), .. Account("Concierge:Meta:Accounts:nice", "3")]);

        using var host = TestHost.Start(configuration, static builder => builder.AddMeta().AddMeta("nice", static options => options.PhoneNumberId = "4"));

        host.Channels.ToDictionary(static channel => channel.Account.ToString(), static channel => channel.AccountIds.Single())
            .Should().Equal(new Dictionary<string, string> { ["meta/default"] = "1", ["meta/lyon"] = "2", ["meta/nice"] = "4" });
    }

    [Fact]
    public void Reload_Rotation_BothSecretsThenOnlyTheNewOne()
    {
        IConfigurationRoot configuration = Configuration();
        using var host = new ChannelHost(configuration, Add);
        IChannel channel = host.Channel;
        Verdicts(channel).Should().Equal(true, false);

        Set(configuration, ("AppSecret", "new-secret-4711"), ("PreviousAppSecret", TestHost.AppSecret));
        Verdicts(channel).Should().Equal(true, true);

        Set(configuration, ("PreviousAppSecret", null));
        Verdicts(channel).Should().Equal(false, true);
    }

    protected override void Add(IConciergeBuilder builder) => builder.AddMeta();

    protected override Dictionary<string, string?> Account(string section, string id) => new()
    {
        [section + ":AppSecret"] = TestHost.AppSecret,
        [section + ":VerifyToken"] = TestHost.VerifyToken,
        [section + ":AccessToken"] = TestHost.AccessToken,
        [section + ":PhoneNumberId"] = id,
    };

    protected override bool IsAuthentic(IChannel channel, string secret) =>
        channel.Authenticate(new WebhookRequest("POST", "/", _ => MetaFixture.SignatureOf(Body, secret), Body)) == WebhookVerdict.Authentic;

    private bool[] Verdicts(IChannel channel) => [IsAuthentic(channel, TestHost.AppSecret), IsAuthentic(channel, "new-secret-4711")];
}
