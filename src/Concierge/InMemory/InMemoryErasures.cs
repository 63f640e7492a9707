using System.Security.Cryptography;
using System.Text;
using Concierge.Storage;

namespace Concierge.InMemory;

/// <summary>Which conversations were erased, and keyed hashes of the addresses they had.</summary>
internal sealed class InMemoryErasures
{
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly Dictionary<ConversationId, DateTimeOffset> _conversations = [];
    private readonly Dictionary<string, DateTimeOffset> _contacts = new(StringComparer.Ordinal);

    /// <summary>False when it was erased before.</summary>
    public bool TryAdd(ConversationId conversation, DateTimeOffset at) => _conversations.TryAdd(conversation, at);

    public void Add(AccountKey account, ContactAddress address, DateTimeOffset at) => _contacts[Hash(account, address)] = at;

    public DateTimeOffset? Find(ConversationId conversation) => _conversations.TryGetValue(conversation, out DateTimeOffset at) ? at : null;

    public DateTimeOffset? Find(AccountKey account, IReadOnlyList<ContactAddress> addresses)
    {
        if (_contacts.Count == 0)
        {
            return null;
        }

        DateTimeOffset? latest = null;
        foreach (ContactAddress address in addresses)
        {
            if (_contacts.TryGetValue(Hash(account, address), out DateTimeOffset at) && !(at <= latest))
            {
                latest = at;
            }
        }

        return latest;
    }

    public void Forget(DateTimeOffset erasedBefore)
    {
        foreach ((string hash, DateTimeOffset at) in _contacts)
        {
            if (at < erasedBefore)
            {
                _contacts.Remove(hash);
            }
        }
    }

    public IReadOnlyList<ErasedConversation> List(DateTimeOffset? erasedBefore, int limit) =>
    [
        .. _conversations
            .Where(erased => erasedBefore is null || erased.Value < erasedBefore)
            .OrderByDescending(erased => erased.Value)
            .ThenByDescending(erased => erased.Key.Value, StringComparer.Ordinal)
            .Take(limit)
            .Select(erased => new ErasedConversation(erased.Key, erased.Value)),
    ];

    private string Hash(AccountKey account, ContactAddress address) =>
        Convert.ToHexString(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{account}\n{(int)address.Kind}\n{address.Value}")));
}
