using Concierge.Channels.Http;
using Microsoft.Extensions.Logging;

namespace Concierge.Channels.Twilio;

/// <summary>Makes one channel for each configured account.</summary>
internal sealed class TwilioChannelSource(IServiceProvider services, ProviderClient client, MediaFetcher media)
    : ProviderChannelSource<TwilioOptions, TwilioSettings>(TwilioChannel.ChannelName, TwilioOptions.Section, services)
{
    protected override TwilioSettings CreateSettings(string name, TwilioOptions options) => new(name, options);

    protected override IChannel CreateChannel(ProviderAccount<TwilioSettings> account, ILogger logger) => new TwilioChannel(account, client, media, logger);

    protected override AccountClash? FindClash(TwilioSettings one, TwilioSettings other) => one.AccountIds.Intersect(other.AccountIds).Any()
        ? new AccountClash($"{nameof(TwilioOptions.From)} or {nameof(TwilioOptions.MessagingServiceSid)}", "Give every account its own sender.")
        : null;
}
