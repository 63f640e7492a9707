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
