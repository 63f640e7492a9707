using Concierge.Channels.Http;
using Microsoft.Extensions.Logging;

namespace Concierge.Channels.Waha;

/// <summary>Makes one channel for each configured account.</summary>
internal sealed class WahaChannelSource(IServiceProvider services, ProviderClient client, MediaFetcher media)
    : ProviderChannelSource<WahaOptions, WahaSettings>(WahaChannel.ChannelName, WahaOptions.Section, services)
{
    protected override WahaSettings CreateSettings(string name, WahaOptions options) => new(options);

    protected override IChannel CreateChannel(ProviderAccount<WahaSettings> account, ILogger logger) => new WahaChannel(account, client, media, logger);

    protected override AccountClash? FindClash(WahaSettings one, WahaSettings other) => one.Session == other.Session && one.ApiRoot == other.ApiRoot
        ? new AccountClash(nameof(WahaOptions.Session), "Give every account its own session.")
        : null;
}
