using System.Globalization;
using Concierge.Testing.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Channels.Chatwoot.Tests;

public sealed class SettingsTests : SettingsContract
{
    protected override string Section => ChatwootOptions.Section;

    protected override string IdSetting => "AccountId";

    protected override (string One, string Other) Ids => ("8", "9");

    protected override string SecretSetting => "WebhookSecrets:0";

    protected override string Secret => TestHost.Secret;

    protected override IReadOnlyList<string> NeededSettings => ["AccessToken", "AccountId", "WebhookSecrets"];

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
        Refusal(Configuration((setting, value))).Failures.Should().ContainSingle().Which.Should().StartWith("Concierge:Chatwoot:" + setting.Replace("InboxIds:0", "InboxIds", StringComparison.Ordinal));

    [Theory]
    [InlineData(null)]
    [InlineData("short")]
    [InlineData("changeme-changeme")]
    public void Start_UnsignedWithoutAProperToken_IsRefused(string? token) =>
        Refusal(Configuration(("WebhookSecrets:0", null), ("AllowUnsigned", "true"), ("WebhookToken", token))).Failures.Should().Contain(static failure => failure.StartsWith("Concierge:Chatwoot:WebhookToken "));

    protected override void Add(IConciergeBuilder builder) => builder.AddChatwoot();

    protected override Dictionary<string, string?> Account(string section, string id) => new()
    {
        [section + ":AccountId"] = id,
        [section + ":AccessToken"] = TestHost.AccessToken,
        [section + ":WebhookSecrets:0"] = TestHost.Secret,
    };

    protected override bool IsAuthentic(IChannel channel, string secret)
    {
        string time = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        string signature = ChatwootFixture.SignatureOf(time, "{}"u8, secret);
        return channel.Authenticate(new WebhookRequest("POST", "/", name => name == "X-Chatwoot-Signature" ? signature : name == "X-Chatwoot-Timestamp" ? time : default, "{}"u8.ToArray())) == WebhookVerdict.Authentic;
    }
}
