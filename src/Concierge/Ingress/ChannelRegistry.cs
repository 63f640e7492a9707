using System.Collections.Frozen;
using Concierge.Channels;

namespace Concierge.Ingress;

/// <summary>Every registered account, by route and by the provider's own id.</summary>
internal sealed class ChannelRegistry
{
    private readonly FrozenDictionary<AccountKey, IChannel> _byAccount;
    private readonly FrozenDictionary<(string Channel, string AccountId), IChannel> _byAccountId;

    public ChannelRegistry(IEnumerable<IChannelSource> sources, IEnumerable<IChannel> channels)
    {
        Channels = [.. sources.SelectMany(source => source.CreateChannels()), .. channels];
        var byAccount = new Dictionary<AccountKey, IChannel>();
        var byAccountId = new Dictionary<(string, string), IChannel>();
        foreach (IChannel channel in Channels)
        {
            if (!byAccount.TryAdd(channel.Account, channel))
            {
                throw new InvalidOperationException(
                    $"The account '{channel.Account}' is registered twice. Give each account of a channel a name of its own.");
            }

            foreach (string id in channel.AccountIds)
            {
                if (!byAccountId.TryAdd((channel.Account.Channel, id), channel))
                {
                    throw new InvalidOperationException(
                        $"The accounts '{byAccountId[(channel.Account.Channel, id)].Account}' and '{channel.Account}' have the same provider id. " +
                        "One number can belong to one account only.");
                }
            }
        }

        _byAccount = byAccount.ToFrozenDictionary();
        _byAccountId = byAccountId.ToFrozenDictionary();
    }

    public IReadOnlyList<IChannel> Channels { get; }

    public IChannel? Find(AccountKey account) => _byAccount.GetValueOrDefault(account);

    /// <summary>
    /// The account that an event belongs to: the verified one, or another whose secret signed the same request. Null when
    /// the event names an account that is not registered or that this signature does not speak for.
    /// </summary>
    public IChannel? FindOwner(IChannel verified, ChannelEvent channelEvent, in WebhookRequest request)
    {
        if (channelEvent.AccountId is not { } id || verified.AccountIds.Count == 0 || verified.AccountIds.Contains(id))
        {
            return verified;
        }

        return _byAccountId.TryGetValue((verified.Account.Channel, id), out IChannel? owner)
            && owner.Authenticate(request) == WebhookVerdict.Authentic
            ? owner
            : null;
    }
}
