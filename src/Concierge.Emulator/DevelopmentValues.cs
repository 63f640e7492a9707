using System.Security.Cryptography;
using Concierge.Emulator.Phone;
using Microsoft.Extensions.Configuration;

namespace Concierge.Emulator;

/// <summary>
/// Made-up credentials for a host without any. They lie below every other source, so that whatever is configured wins, and are
/// kept in the emulator's file, so that a restart knows the same ones.
/// </summary>
internal sealed class DevelopmentValues : ConfigurationProvider, IConfigurationSource
{
    private const string ApiBaseUrl = "Concierge:Meta:ApiBaseUrl";
    private static readonly string[] MetaCredentials = ["Concierge:Meta:AppSecret", "Concierge:Meta:VerifyToken", "Concierge:Meta:AccessToken", "Concierge:Meta:PhoneNumberId"];

    private DevelopmentValues()
    {
    }

    public static DevelopmentValues Create(IConfiguration configuration, Journal journal)
    {
        var values = new DevelopmentValues();
        if (Array.TrueForAll(MetaCredentials, name => string.IsNullOrEmpty(configuration[name])))
        {
            foreach (string name in MetaCredentials)
            {
                values.Data[name] = Secret(journal, name, name.EndsWith("PhoneNumberId", StringComparison.Ordinal) ? MakeDigits : MakeSecret);
            }

            values.Data[ApiBaseUrl] = GraphAddress(HostAddress.Expected(configuration));
        }

        if (string.IsNullOrEmpty(configuration["Concierge:AdminApi:Key"]) && string.IsNullOrEmpty(configuration["Concierge:AdminApi:Policy"]))
        {
            values.Data["Concierge:AdminApi:Key"] = Secret(journal, "Concierge:AdminApi:Key", MakeSecret);
        }

        return values;
    }

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    /// <summary>The server has started: from now on its real address is known.</summary>
    public void Follow(Uri address)
    {
        if (Data.ContainsKey(ApiBaseUrl))
        {
            Data[ApiBaseUrl] = GraphAddress(address);
            OnReload();
        }
    }

    private static string GraphAddress(Uri host) => new Uri(host, "/emulator/graph").ToString();

    private static string Secret(Journal journal, string name, Func<string> make) => journal.Change(state =>
    {
        if (!state.Secrets.TryGetValue(name, out string? value))
        {
            state.Secrets[name] = value = make();
        }

        return value;
    });

    private static string MakeSecret() => RandomNumberGenerator.GetHexString(48, lowercase: true);

    private static string MakeDigits() => RandomNumberGenerator.GetString("123456789", 15);
}
