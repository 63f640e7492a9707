using System.Security.Cryptography;
using System.Text;
using Concierge.Storage.Sqlite.Writing;

namespace Concierge.Storage.Sqlite;

internal sealed class SqliteErasureStore(SqliteEngine engine) : IErasureStore
{
    private byte[]? _key;

    public async ValueTask<CommitOutcome> EraseAsync(Erasure erasure, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(erasure);
        cancellationToken.ThrowIfCancellationRequested();
        byte[] key = Key();
        CommitOutcome outcome = await engine.WriteAsync(new EraseOperation(erasure, name => Hash(key, name)));
        engine.Aliases.Clear();
        return outcome;
    }

    public ValueTask<DateTimeOffset?> FindAsync(ConversationId conversation, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        DateTimeOffset? at = engine.Readers.Read(static (reader, id) => reader.Erased(id), conversation.Value);
        if (at is not null)
        {
            // A look at an alias that was under way while it was removed may have remembered it.
            engine.Aliases.Clear();
        }

        return new(at);
    }

    public ValueTask<ErasedContact?> FindAsync(AccountKey account, IReadOnlyList<ContactAddress> addresses, UInt128 key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(addresses);
        cancellationToken.ThrowIfCancellationRequested();
        return engine.State.RemembersErased ? FindAsync([.. addresses.Select(address => Hash(Key(), new AliasName(account, address).Key))], key) : default;
    }

    public async ValueTask ForgetContactsAsync(DateTimeOffset erasedBefore, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (engine.State.RemembersErased)
        {
            await engine.WriteAsync(new ForgetContactsOperation(erasedBefore.UtcTicks), cancellationToken);
        }
    }

    public ValueTask<IReadOnlyList<ErasedConversation>> ListErasedAsync(DateTimeOffset? erasedBefore, int limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(engine.Readers.Read(
            static (reader, page) => reader.Erased(page.Before, page.Limit), (Before: erasedBefore?.UtcTicks ?? long.MaxValue, Limit: Math.Max(limit, 0))));
    }

    private async ValueTask<ErasedContact?> FindAsync(byte[][] hashes, UInt128 key)
    {
        DateTimeOffset? at = engine.Readers.Read(static (reader, wanted) => reader.ErasedContact(wanted), hashes);
        return at is { } erased ? new ErasedContact(erased, await engine.WriteAsync(new KnowsKeyOperation(key))) : null;
    }

    private byte[] Key() => _key ??= engine.Readers.Read(static (reader, _) => reader.ErasureKey(), 0);

    /// <summary>As every durable store of the family hashes them, so that they can be moved from one to another.</summary>
    private static byte[] Hash(byte[] key, string name)
    {
        byte[] inner = SHA256.HashData([.. key, .. Encoding.UTF8.GetBytes(name)]);
        return SHA256.HashData([.. key, .. inner]);
    }
}
