using System.Text;

namespace Concierge.InMemory;

/// <summary>Which conversation each alias of a person belongs to.</summary>
internal sealed class InMemoryContacts
{
    private readonly Dictionary<(AccountKey, ContactAddress), ConversationId> _aliases = [];

    public ConversationId? Find(AccountKey account, IReadOnlyList<ContactAddress> addresses)
    {
        foreach (ContactAddress address in addresses)
        {
            if (_aliases.TryGetValue((account, address), out ConversationId known))
            {
                return known;
            }
        }

        return null;
    }

    /// <summary>Forgets the aliases of a conversation and tells which there were.</summary>
    public IReadOnlyList<(AccountKey Account, ContactAddress Address)> Remove(ConversationId conversation)
    {
        (AccountKey, ContactAddress)[] removed = [.. _aliases.Where(alias => alias.Value == conversation).Select(alias => alias.Key)];
        foreach ((AccountKey, ContactAddress) alias in removed)
        {
            _aliases.Remove(alias);
        }

        return removed;
    }

    /// <summary>Everything that is kept, as bytes.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Contents() =>
        _aliases.Select(alias => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes($"{alias.Key.Item2.Value} {alias.Value}"));

    public ConversationId Resolve(AccountKey account, IReadOnlyList<ContactAddress> addresses, Func<ConversationId> newId)
    {
        ConversationId conversation = Find(account, addresses) ?? newId();
        foreach (ContactAddress address in addresses)
        {
            _aliases.TryAdd((account, address), conversation);
        }

        return conversation;
    }
}
