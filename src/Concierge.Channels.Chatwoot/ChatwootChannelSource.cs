using Concierge.Channels.Http;
using Microsoft.Extensions.Logging;

namespace Concierge.Channels.Chatwoot;

/// <summary>Makes one channel for each configured account.</summary>
internal sealed class ChatwootChannelSource(IServiceProvider services, ProviderClient client, MediaFetcher media, TimeProvider clock)
    : ProviderChannelSource<ChatwootOptions, ChatwootSettings>(ChatwootChannel.ChannelName, ChatwootOptions.Section, services)
{
    protected override ChatwootSettings CreateSettings(string name, ChatwootOptions options) => new(options);

    protected override IChannel CreateChannel(ProviderAccount<ChatwootSettings> account, ILogger logger) => new ChatwootChannel(account, client, media, clock, logger);

    // Events name the account only: two channels with one id could not be told apart.
    protected override AccountClash? FindClash(ChatwootSettings one, ChatwootSettings other) => one.AccountId == other.AccountId
        ? new AccountClash(nameof(ChatwootOptions.AccountId), "Use one account with several WebhookSecrets instead.")
        : null;
}
