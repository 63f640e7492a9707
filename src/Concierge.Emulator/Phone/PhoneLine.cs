using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;

namespace Concierge.Emulator.Phone;

/// <summary>
/// One account of the host at one provider, with the credentials that both share, as configured at the moment. Every person has
/// a chat of their own with each line.
/// </summary>
internal sealed class PhoneLine(IEmulatedProvider provider, string account, IConfiguration configuration)
{
    private readonly string _section = account == AccountKey.DefaultName ? $"Concierge:{provider.Channel}" : $"Concierge:{provider.Channel}:Accounts:{account}";

    public IEmulatedProvider Provider => provider;

    public AccountKey Account { get; } = new(provider.Channel, account);

    /// <summary>Whether the host sends to the emulator on this line.</summary>
    public bool IsEmulated => Api.Contains("/emulator/", StringComparison.Ordinal);

    /// <summary>Names the line: <c>meta</c>, or <c>meta/sales</c> for a named account.</summary>
    public string Key { get; } = account == AccountKey.DefaultName ? provider.Channel : $"{provider.Channel}/{account}";

    public string Title => account == AccountKey.DefaultName ? provider.Title : $"{provider.Title} · {account}";

    public string WebhookPath { get; } =
        account == AccountKey.DefaultName ? $"/webhooks/{provider.Channel}" : $"/webhooks/{provider.Channel}/{Uri.EscapeDataString(account)}";

    /// <summary>Where the host finds the provider's API, without a slash at the end.</summary>
    public string Api => Setting("ApiBaseUrl").TrimEnd('/');

    /// <summary>A setting of the account; empty where there is none.</summary>
    public string Setting(string name) => configuration[$"{_section}:{name}"] ?? string.Empty;

    /// <summary>Whether what a caller shows is the account's secret. A secret that is not set is nobody's.</summary>
    public bool Opens(string setting, string? shown) => Matches(Setting(setting), shown);

    public static bool Matches(string expected, string? shown) =>
        expected.Length > 0 && shown is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(shown), Encoding.UTF8.GetBytes(expected));
}
