using Concierge.Storage.PostgreSql.Appending;
using Concierge.Storage.PostgreSql.Database;

namespace Concierge.Storage.PostgreSql;

internal sealed class PostgreSqlErasureStore(PostgreSqlEngine engine) : IErasureStore
{
    private readonly string _schema = engine.Options.Schema;

    public async ValueTask<CommitOutcome> EraseAsync(Erasure erasure, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(erasure);
        cancellationToken.ThrowIfCancellationRequested();
        SqlCommand command = new SqlCommand($"""
            SELECT e.outcome, e.removed, e.added, CASE WHEN e.outcome = 0 AND cardinality($13) > 0 THEN {_schema}.save_records($13, $14, $15, $16) END
            FROM {_schema}.erase_conversation($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) e
            """)
            .Time(engine.Clock.Given).Text(erasure.Lease.Conversation.Value).Long(erasure.Lease.Fence).Long(erasure.Through).Time(erasure.At.UtcDateTime);
        command = erasure.Append.Count == 0 ? AppendRows.AddNone(command) : new AppendRows(erasure.Append, engine.Clock).AddTo(command);
        command = PostgreSqlRecordStore.AddTo(command, [.. erasure.Records.Select(static record => new RecordWrite(record.Collection, record.Id, null))]);
        (int outcome, int removed, int added) = await engine.Database.RunAsync(
            connection => command.ReadAsync(connection, row => (row.GetInt32(0), row.GetInt32(1), row.GetInt32(2))), CancellationToken.None);
        engine.Backlog.Change(added - removed);
        engine.Aliases.Clear();
        engine.Notifier.Wake();
        return (CommitOutcome)outcome;
    }

    public async ValueTask<DateTimeOffset?> FindAsync(ConversationId conversation, CancellationToken cancellationToken)
    {
        SqlCommand command = new SqlCommand($"SELECT at FROM {_schema}.erased WHERE conversation = $1").Text(StoredText.Encode(conversation.Value));
        List<DateTimeOffset> found = await engine.Database.RunAsync(connection => command.ListAsync(connection, row => row.Time(0)), cancellationToken);
        if (found.Count == 0)
        {
            return null;
        }

        // Another node may have erased it: what this one remembers of aliases is not true any more.
        engine.Aliases.Clear();
        return found[0];
    }

    public async ValueTask<ErasedContact?> FindAsync(AccountKey account, IReadOnlyList<ContactAddress> addresses, UInt128 key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(addresses);

        // Whoever is known needs no journey to the database. Should another node have erased the person, it comes out when the conversation is opened.
        if (addresses.Any(address => engine.Aliases.Find(account, address) is not null))
        {
            return null;
        }

        SqlCommand command = new SqlCommand($"""
            SELECT max(e.at), EXISTS (SELECT 1 FROM {_schema}.seen s WHERE s.key = ($4::uuid[])[1])
            FROM unnest($2, $3) AS u(kind, value) JOIN {_schema}.erased_contact e ON e.hash = {_schema}.contact_hash($1, u.kind, u.value)
            """)
            .Text(account.ToString())
            .Shorts([.. addresses.Select(address => (short)address.Kind)])
            .Texts([.. addresses.Select(address => StoredText.Encode(address.Value))])
            .Uuids([AppendRows.ToGuid(key)]);
        return await engine.Database.RunForWebhookAsync(
            connection => command.ReadAsync(connection, row => row.IsDBNull(0) ? null : new ErasedContact(row.Time(0), row.GetBoolean(1))), cancellationToken);
    }

    public async ValueTask ForgetContactsAsync(DateTimeOffset erasedBefore, CancellationToken cancellationToken)
    {
        SqlCommand command = new SqlCommand($"DELETE FROM {_schema}.erased_contact WHERE at < $1").Time(erasedBefore.UtcDateTime);
        await engine.Database.RunAsync(command.ExecuteAsync, cancellationToken);
    }

    public async ValueTask<IReadOnlyList<ErasedConversation>> ListErasedAsync(DateTimeOffset? erasedBefore, int limit, CancellationToken cancellationToken)
    {
        SqlCommand command = new SqlCommand($"SELECT conversation, at FROM {_schema}.erased WHERE at < coalesce($1, 'infinity') ORDER BY at DESC, conversation DESC LIMIT $2")
            .Time(erasedBefore?.UtcDateTime).Int(Math.Max(limit, 0));
        return await engine.Database.RunAsync(
            connection => command.ListAsync(connection, row => new ErasedConversation(new ConversationId(row.GetString(0)), row.Time(1))), cancellationToken);
    }
}
