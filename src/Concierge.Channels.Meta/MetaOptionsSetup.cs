using Concierge.Channels.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Concierge.Channels.Meta;

/// <summary>Reads an account's settings from its section.</summary>
internal sealed class MetaOptionsSetup(IConfiguration? configuration = null) : IConfigureNamedOptions<MetaOptions>
{
    public void Configure(string? name, MetaOptions options) => configuration?.GetSection(AccountSections.Of(MetaOptions.Section, name)).Bind(options);

    public void Configure(MetaOptions options) => Configure(Options.DefaultName, options);
}
