using Concierge.Channels.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Concierge.Channels.Twilio;

/// <summary>Reads an account's settings from its section; the public address may be the host's.</summary>
internal sealed class TwilioOptionsSetup(IConfiguration? configuration = null) : IConfigureNamedOptions<TwilioOptions>
{
    private const string HostSetting = "Concierge:PublicBaseUrl";

    public void Configure(string? name, TwilioOptions options)
    {
        configuration?.GetSection(AccountSections.Of(TwilioOptions.Section, name)).Bind(options);
        if (options.PublicBaseUrl is null && Uri.TryCreate(configuration?[HostSetting], UriKind.Absolute, out Uri? address))
        {
            options.PublicBaseUrl = address;
        }
    }

    public void Configure(TwilioOptions options) => Configure(Options.DefaultName, options);
}
