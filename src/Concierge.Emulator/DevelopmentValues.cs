using Concierge.Emulator.Phone;
using Microsoft.Extensions.Configuration;

namespace Concierge.Emulator;

/// <summary>
/// Made-up credentials for the accounts that have none. They lie below every other source, so that whatever is configured wins,
/// and are kept in the emulator's file, so that a restart knows the same ones. Every channel gets them, registered or not:
/// which ones the host registers is not known yet, and settings of a channel that is not there do nothing.
/// </summary>
internal sealed class DevelopmentValues : ConfigurationProvider, IConfigurationSource
{
    private const string HostAddressSetting = "Concierge:PublicBaseUrl";
    private readonly Dictionary<string, string> _followers = [];

    private DevelopmentValues()
    {
    }

    public static DevelopmentValues Create(IConfiguration configuration, Journal journal)
    {
        var values = new DevelopmentValues();
        foreach (DevelopmentAccount kind in DevelopmentAccount.Kinds)
        {
            IConfigurationSection section = configuration.GetSection(kind.Section);
            string[] named = [.. section.GetSection("Accounts").GetChildren().Select(static child => child.Key)];

            // An account without a name appears as soon as anything is set for it, so it gets nothing beside named ones.
            foreach (string account in named.Length == 0 ? [AccountKey.DefaultName] : named)
            {
                values.Fill(configuration, journal, kind, account);
            }
        }

        if (string.IsNullOrEmpty(configuration["Concierge:AdminApi:Key"]) && string.IsNullOrEmpty(configuration["Concierge:AdminApi:Policy"]))
        {
            values.Data["Concierge:AdminApi:Key"] = Secret(journal, "Concierge:AdminApi:Key", DevelopmentAccount.MakeSecret);
        }

        values.Follow(HostAddress.Expected(configuration));
        return values;
    }

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    /// <summary>The server has started: from now on its real address is known.</summary>
    public void Follow(Uri address)
    {
        foreach ((string setting, string path) in _followers)
        {
            Data[setting] = new Uri(address, path).ToString();
        }

        if (_followers.Count > 0)
        {
            OnReload();
        }
    }

    // An account with a secret or an address of its own is somebody's: a half-configured one must not end at the emulator.
    private void Fill(IConfiguration configuration, Journal journal, DevelopmentAccount kind, string account)
    {
        string section = account == AccountKey.DefaultName ? kind.Section : $"{kind.Section}:Accounts:{account}";
        if (kind.Secrets.Append("ApiBaseUrl").Any(name => !string.IsNullOrEmpty(configuration[$"{section}:{name}"])))
        {
            return;
        }

        foreach (string name in kind.Secrets)
        {
            Data[$"{section}:{name}"] = Secret(journal, $"{section}:{name}", DevelopmentAccount.MakeSecret);
        }

        foreach ((string name, Func<string, string> make) in kind.Ids)
        {
            Data[$"{section}:{name}"] = Secret(journal, $"{section}:{name}", () => make(account));
        }

        _followers[$"{section}:ApiBaseUrl"] = $"/emulator/{kind.Path}";
        if (kind.SignsAddress && string.IsNullOrEmpty(configuration[HostAddressSetting]))
        {
            _followers[$"{section}:PublicBaseUrl"] = "/";
        }
    }

    private static string Secret(Journal journal, string name, Func<string> make) => journal.Change(state =>
    {
        if (!state.Secrets.TryGetValue(name, out string? value))
        {
            state.Secrets[name] = value = make();
        }

        return value;
    });
}
