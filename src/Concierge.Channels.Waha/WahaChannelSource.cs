using Concierge.Channels.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Concierge.Channels.Waha;

/// <summary>Makes one channel for each configured account.</summary>
internal sealed class WahaChannelSource(
    IServiceProvider services,
    IEnumerable<WahaAccountName> registered,
    IOptionsFactory<WahaOptions> options,
    ProviderClient client,
    MediaFetcher media,
    ILoggerFactory? loggers = null) : IChannelSource, IDisposable
{
    private readonly List<WahaAccount> _accounts = [];

    public IReadOnlyList<WahaAccount> Accounts => _accounts;

    public IReadOnlyList<IChannel> CreateChannels()
    {
        var configuration = (IConfiguration?)services.GetService(typeof(IConfiguration));
        ILogger logger = (ILogger?)loggers?.CreateLogger("Concierge.Channels.Waha") ?? Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;
        var channels = new List<IChannel>();
        foreach (string name in WahaAccounts.Names(configuration, registered))
        {
            var account = new WahaAccount(name, options, configuration, logger);
            RefuseSharedSession(_accounts, account);
            _accounts.Add(account);
            channels.Add(new WahaChannel(account, client, media, logger));
        }

        return channels;
    }

    public void Dispose() => _accounts.ForEach(static account => account.Dispose());

    private static void RefuseSharedSession(IReadOnlyList<WahaAccount> others, WahaAccount account)
    {
        if (others.FirstOrDefault(other => other.Settings!.Session == account.Settings!.Session && other.Settings.ApiRoot == account.Settings.ApiRoot) is { } same)
        {
            throw new OptionsValidationException(account.Key.Name, typeof(WahaOptions),
                [$"{WahaAccounts.SectionOf(account.Key.Name)}:{nameof(WahaOptions.Session)} is the same as that of account {same.Key.Name}. Give every account its own session."]);
        }
    }
}
