using Concierge.Channels.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Concierge.Channels.Twilio;

/// <summary>Makes one channel for each configured account.</summary>
internal sealed class TwilioChannelSource(
    IServiceProvider services,
    IEnumerable<TwilioAccountName> registered,
    IOptionsFactory<TwilioOptions> options,
    ProviderClient client,
    MediaFetcher media,
    ILoggerFactory? loggers = null) : IChannelSource, IDisposable
{
    private readonly List<TwilioAccount> _accounts = [];

    public IReadOnlyList<IChannel> CreateChannels()
    {
        var configuration = (IConfiguration?)services.GetService(typeof(IConfiguration));
        ILogger logger = (ILogger?)loggers?.CreateLogger("Concierge.Channels.Twilio") ?? Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;
        var channels = new List<IChannel>();
        foreach (string name in TwilioAccounts.Names(configuration, registered))
        {
            var account = new TwilioAccount(name, options, configuration, logger);
            _accounts.Add(account);
            RefuseSharedNumber(channels, account);
            channels.Add(new TwilioChannel(account, client, media, logger));
        }

        return channels;
    }

    public void Dispose() => _accounts.ForEach(static account => account.Dispose());

    private static void RefuseSharedNumber(List<IChannel> channels, TwilioAccount account)
    {
        if (channels.Find(channel => channel.AccountIds.Intersect(account.Settings!.AccountIds).Any()) is { } other)
        {
            throw new OptionsValidationException(account.Key.Name, typeof(TwilioOptions),
                [$"{TwilioAccounts.SectionOf(account.Key.Name)}:{nameof(TwilioOptions.From)} or {nameof(TwilioOptions.MessagingServiceSid)} is the same as that of account {other.Account.Name}. Give every account its own sender."]);
        }
    }
}
