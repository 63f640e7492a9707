using Concierge.Storage.Sqlite.Writing;

namespace Concierge.Storage.Sqlite;

internal sealed class SqliteContactDirectory(SqliteEngine engine) : IContactDirectory
{
    private const int CacheCapacity = 100_000;

    private readonly AliasCache _cache = new(CacheCapacity);

    public ValueTask<ConversationId> ResolveAsync(AccountKey account, IReadOnlyList<ContactAddress> addresses, Func<ConversationId> newId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(addresses);
        ArgumentNullException.ThrowIfNull(newId);
        cancellationToken.ThrowIfCancellationRequested();
        string? first = null;
        bool all = addresses.Count > 0;
        foreach (ContactAddress address in addresses)
        {
            string? owner = Lookup(Key(account, address));
            first ??= owner;
            all &= owner is not null;
        }

        return all ? new(new ConversationId(first!)) : LinkAsync([.. addresses.Select(address => Key(account, address))], newId, cancellationToken);
    }

    public ValueTask<ConversationId?> FindAsync(AccountKey account, IReadOnlyList<ContactAddress> addresses, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(addresses);
        cancellationToken.ThrowIfCancellationRequested();
        foreach (ContactAddress address in addresses)
        {
            if (Lookup(Key(account, address)) is { } owner)
            {
                return new(new ConversationId(owner));
            }
        }

        return new((ConversationId?)null);
    }

    private static string Key(AccountKey account, ContactAddress address) => $"{account.Channel}/{account.Name}\n{(int)address.Kind}\n{address.Value}";

    private string? Lookup(string key)
    {
        string? owner = _cache.Find(key);
        if (owner is null && (owner = engine.Readers.Read(static (reader, address) => reader.Alias(address), key)) is not null)
        {
            _cache.Add(key, owner);
        }

        return owner;
    }

    private async ValueTask<ConversationId> LinkAsync(string[] keys, Func<ConversationId> newId, CancellationToken cancellationToken)
    {
        LinkedAliases linked = await engine.WriteAsync(new LinkAliasesOperation(keys, newId), cancellationToken);
        for (int i = 0; i < keys.Length; i++)
        {
            _cache.Add(keys[i], linked.Owners[i]);
        }

        return new ConversationId(linked.Conversation);
    }
}
