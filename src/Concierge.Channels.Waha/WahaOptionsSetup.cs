using Concierge.Channels.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Concierge.Channels.Waha;

/// <summary>Reads an account's settings from its section.</summary>
internal sealed class WahaOptionsSetup(IConfiguration? configuration = null) : IConfigureNamedOptions<WahaOptions>
{
    public void Configure(string? name, WahaOptions options) => configuration?.GetSection(AccountSections.Of(WahaOptions.Section, name)).Bind(options);

    public void Configure(WahaOptions options) => Configure(Options.DefaultName, options);
}
