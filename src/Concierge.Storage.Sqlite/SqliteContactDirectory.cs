using Concierge.Storage.Sqlite.Writing;

namespace Concierge.Storage.Sqlite;

internal sealed class SqliteContactDirectory(SqliteEngine engine) : IContactDirectory
{
    private readonly AliasCache _cache = engine.Aliases;

    public ValueTask<ConversationId> ResolveAsync(AccountKey account, IReadOnlyList<ContactAddress> addresses, Func<ConversationId> newId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(addresses);
        ArgumentNullException.ThrowIfNull(newId);
        cancellationToken.ThrowIfCancellationRequested();
        string? first = null;
        bool all = addresses.Count > 0;
        for (int i = 0; i < addresses.Count; i++)
        {
            string? owner = Lookup(new AliasName(account, addresses[i]));
            first ??= owner;
            all &= owner is not null;
        }

        return all ? new(new ConversationId(first!)) : LinkAsync(account, addresses, newId, cancellationToken);
    }

    public ValueTask<ConversationId?> FindAsync(AccountKey account, IReadOnlyList<ContactAddress> addresses, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(addresses);
        cancellationToken.ThrowIfCancellationRequested();
        for (int i = 0; i < addresses.Count; i++)
        {
            if (Lookup(new AliasName(account, addresses[i])) is { } owner)
            {
                return new(new ConversationId(owner));
            }
        }

        return new((ConversationId?)null);
    }

    private string? Lookup(in AliasName name)
    {
        string? owner = _cache.Find(name);
        if (owner is null && (owner = engine.Readers.Read(static (reader, address) => reader.Alias(address), name.Key)) is not null)
        {
            _cache.Add(name, owner);
        }

        return owner;
    }

    private async ValueTask<ConversationId> LinkAsync(AccountKey account, IReadOnlyList<ContactAddress> addresses, Func<ConversationId> newId, CancellationToken cancellationToken)
    {
        AliasName[] names = [.. addresses.Select(address => new AliasName(account, address))];
        LinkedAliases linked = await engine.WriteAsync(new LinkAliasesOperation([.. names.Select(name => name.Key)], newId), cancellationToken);
        for (int i = 0; i < names.Length; i++)
        {
            _cache.Add(names[i], linked.Owners[i]);
        }

        return new ConversationId(linked.Conversation);
    }
}
