using Microsoft.Extensions.Configuration;

namespace Concierge.Channels.Http;

/// <summary>Where a channel's accounts stand in the configuration.</summary>
public static class AccountSections
{
    private const string Accounts = "Accounts";

    /// <summary>The section of an account: the channel's own for the one without a name, else <c>{section}:Accounts:{name}</c>.</summary>
    /// <param name="section">The channel's section, for example <c>Concierge:Meta</c>.</param>
    /// <param name="name">The account's name; null, empty and <see cref="AccountKey.DefaultName"/> are the one without.</param>
    public static string Of(string section, string? name) =>
        string.IsNullOrEmpty(name) || IsDefault(name) ? section : $"{section}:{Accounts}:{name}";

    /// <summary>
    /// The configured and the registered names. The account without a name is there if anything is set for it, or if
    /// there is no other, so that a host without settings is told what is missing.
    /// </summary>
    internal static IReadOnlyList<string> Names(IConfiguration? configuration, string section, IEnumerable<string> registered)
    {
        var names = new List<string>();
        if (configuration?.GetSection(section).GetChildren().Any(static child => !child.Key.Equals(Accounts, StringComparison.OrdinalIgnoreCase)) == true)
        {
            names.Add(AccountKey.DefaultName);
        }

        if (configuration is not null)
        {
            names.AddRange(configuration.GetSection($"{section}:{Accounts}").GetChildren().Select(static child => child.Key));
        }

        names.AddRange(registered);
        if (names.Count == 0)
        {
            names.Add(AccountKey.DefaultName);
        }

        return [.. names.Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    private static bool IsDefault(string name) => name.Equals(AccountKey.DefaultName, StringComparison.OrdinalIgnoreCase);
}
