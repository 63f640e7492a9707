using Concierge.Channels.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Concierge.Channels.Meta;

/// <summary>Makes one channel for each configured account.</summary>
internal sealed class MetaChannelSource(
    IServiceProvider services,
    IEnumerable<MetaAccountName> registered,
    IOptionsFactory<MetaOptions> options,
    ProviderClient client,
    MediaFetcher media,
    ILoggerFactory? loggers = null) : IChannelSource, IDisposable
{
    private readonly List<MetaAccount> _accounts = [];

    public IReadOnlyList<IChannel> CreateChannels()
    {
        var configuration = (IConfiguration?)services.GetService(typeof(IConfiguration));
        ILogger logger = (ILogger?)loggers?.CreateLogger("Concierge.Channels.Meta") ?? Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;
        var channels = new List<IChannel>();
        foreach (string name in MetaAccounts.Names(configuration, registered))
        {
            var account = new MetaAccount(name, options, configuration, logger);
            _accounts.Add(account);
            RefuseSharedNumber(channels, account);
            channels.Add(new MetaChannel(account, client, media, logger));
        }

        return channels;
    }

    public void Dispose() => _accounts.ForEach(static account => account.Dispose());

    private static void RefuseSharedNumber(List<IChannel> channels, MetaAccount account)
    {
        if (channels.Find(channel => channel.AccountIds.Contains(account.Settings!.PhoneNumberId)) is { } other)
        {
            throw new OptionsValidationException(account.Key.Name, typeof(MetaOptions),
                [$"{MetaAccounts.SectionOf(account.Key.Name)}:{nameof(MetaOptions.PhoneNumberId)} is the same as that of account {other.Account.Name}. Give every account its own number."]);
        }
    }
}
