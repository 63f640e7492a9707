using Concierge.Channels.Http;
using Microsoft.Extensions.Logging;

namespace Concierge.Channels.Meta;

/// <summary>Makes one channel for each configured account.</summary>
internal sealed class MetaChannelSource(IServiceProvider services, ProviderClient client, MediaFetcher media)
    : ProviderChannelSource<MetaOptions, MetaSettings>(MetaChannel.ChannelName, MetaOptions.Section, services)
{
    protected override MetaSettings CreateSettings(string name, MetaOptions options) => new(options);

    protected override IChannel CreateChannel(ProviderAccount<MetaSettings> account, ILogger logger) => new MetaChannel(account, client, media, logger);

    protected override AccountClash? FindClash(MetaSettings one, MetaSettings other) =>
        one.PhoneNumberId == other.PhoneNumberId ? new AccountClash(nameof(MetaOptions.PhoneNumberId), "Give every account its own number.") : null;
}
