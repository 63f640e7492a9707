using Microsoft.Extensions.Configuration;

namespace Concierge.Channels.Waha;

/// <summary>Which accounts there are, and where their settings stand.</summary>
internal static class WahaAccounts
{
    private const string AccountsSection = WahaOptions.Section + ":Accounts";

    public static string SectionOf(string? name) =>
        string.IsNullOrEmpty(name) || IsDefault(name) ? WahaOptions.Section : $"{AccountsSection}:{name}";

    /// <summary>
    /// The configured and the registered names. The account without a name is there if anything is set for it, or if
    /// there is no other, so that a host without settings is told what is missing.
    /// </summary>
    public static IReadOnlyList<string> Names(IConfiguration? configuration, IEnumerable<WahaAccountName> registered)
    {
        var names = new List<string>();
        if (configuration?.GetSection(WahaOptions.Section).GetChildren().Any(static child => !child.Key.Equals("Accounts", StringComparison.OrdinalIgnoreCase)) == true)
        {
            names.Add(AccountKey.DefaultName);
        }

        if (configuration is not null)
        {
            names.AddRange(configuration.GetSection(AccountsSection).GetChildren().Select(static child => child.Key));
        }

        names.AddRange(registered.Select(static account => account.Name));
        if (names.Count == 0)
        {
            names.Add(AccountKey.DefaultName);
        }

        return [.. names.Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    private static bool IsDefault(string name) => name.Equals(AccountKey.DefaultName, StringComparison.OrdinalIgnoreCase);
}
