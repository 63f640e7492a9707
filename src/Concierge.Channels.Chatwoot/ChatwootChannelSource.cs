using Concierge.Channels.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Concierge.Channels.Chatwoot;

/// <summary>Makes one channel for each configured account.</summary>
internal sealed class ChatwootChannelSource(
    IServiceProvider services,
    IEnumerable<ChatwootAccountName> registered,
    IOptionsFactory<ChatwootOptions> options,
    ProviderClient client,
    MediaFetcher media,
    TimeProvider clock,
    ILoggerFactory? loggers = null) : IChannelSource, IDisposable
{
    private readonly List<ChatwootAccount> _accounts = [];

    public IReadOnlyList<IChannel> CreateChannels()
    {
        var configuration = (IConfiguration?)services.GetService(typeof(IConfiguration));
        ILogger logger = (ILogger?)loggers?.CreateLogger("Concierge.Channels.Chatwoot") ?? NullLogger.Instance;
        var channels = new List<IChannel>();
        foreach (string name in ChatwootAccounts.Names(configuration, registered))
        {
            var account = new ChatwootAccount(name, options, configuration, logger);
            RefuseShared(account);
            _accounts.Add(account);
            channels.Add(new ChatwootChannel(account, client, media, clock, logger));
        }

        return channels;
    }

    public void Dispose() => _accounts.ForEach(static account => account.Dispose());

    // Events name the account only: two channels with one id could not be told apart.
    private void RefuseShared(ChatwootAccount account)
    {
        if (_accounts.Find(other => other.Settings!.AccountId == account.Settings!.AccountId) is not { } other)
        {
            return;
        }

        account.Dispose();
        throw new OptionsValidationException(account.Key.Name, typeof(ChatwootOptions),
            [$"{ChatwootAccounts.SectionOf(account.Key.Name)}:{nameof(ChatwootOptions.AccountId)} is the same as that of account {other.Key.Name}. Use one account with several WebhookSecrets instead."]);
    }
}
