using Concierge.Storage.PostgreSql.Appending;
using Concierge.Storage.PostgreSql.Database;

namespace Concierge.Storage.PostgreSql;

internal sealed class PostgreSqlConversationStore(PostgreSqlEngine engine) : IConversationStore
{
    private readonly string _schema = engine.Options.Schema;

    public async ValueTask<StoredConversation?> LoadAsync(ConversationId id, CancellationToken cancellationToken)
    {
        SqlCommand command = new SqlCommand($"SELECT body, version FROM {_schema}.document WHERE conversation = $1").Text(StoredText.Encode(id.Value));
        List<StoredConversation> found = await engine.Database.RunAsync(
            connection => command.ListAsync(connection, row => new StoredConversation(row.Bytes(0), row.GetInt64(1))), cancellationToken);
        return found.Count == 0 ? null : found[0];
    }

    public async ValueTask<CommitOutcome> CommitAsync(TurnCommit commit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(commit);
        cancellationToken.ThrowIfCancellationRequested();
        SqlCommand command = Command(commit);
        (int outcome, int removed, int added) = await engine.Database.RunAsync(
            connection => command.ReadAsync(connection, row => (row.GetInt32(0), row.GetInt32(1), row.GetInt32(2))), CancellationToken.None);
        var result = (CommitOutcome)outcome;
        engine.Backlog.Change(added - removed);
        if (result == CommitOutcome.Saved && (commit.Release || added > 0))
        {
            engine.Notifier.Wake();
        }

        return result;
    }

    public async ValueTask<IReadOnlyList<ConversationSummary>> ListAsync(DateTimeOffset? activeBefore, int limit, CancellationToken cancellationToken)
    {
        SqlCommand command = new SqlCommand($"SELECT summary FROM {_schema}.document WHERE active_at < coalesce($1, 'infinity') ORDER BY active_at DESC LIMIT $2")
            .Time(activeBefore?.UtcDateTime).Int(Math.Max(limit, 0));
        return await engine.Database.RunAsync(connection => command.ListAsync(connection, row => ConciergeJson.ReadSummary(row.Bytes(0))), cancellationToken);
    }

    private SqlCommand Command(TurnCommit commit)
    {
        SqlCommand command = new SqlCommand($"SELECT * FROM {_schema}.commit_turn($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30)")
            .Time(engine.Clock.Given)
            .Text(commit.Lease.Conversation.Value).Long(commit.Lease.Fence).Long(commit.ExpectedVersion)
            .Time(commit.Lease.Conversation.IsAccount ? null : commit.Summary.LastActivityAt.UtcDateTime)
            .Bytes(ConciergeJson.Write(commit.Summary)).Bytes(commit.Document)
            .Longs((long[])[.. commit.Transcript.Select(line => line.Ordinal)])
            .Bytes((byte[][])[.. commit.Transcript.Select(ConciergeJson.Write)])
            .Longs((long[])[.. commit.Consumed]).Long(commit.Starting)
            .Long(engine.Clock.Delay(commit.WakeAt)).Bool(commit.Release);
        AddDeadLetters(command, commit.DeadLetters);
        command = commit.Append.Count == 0 ? AppendRows.AddNone(command) : new AppendRows(commit.Append, engine.Clock).AddTo(command);
        return PostgreSqlRecordStore.AddTo(command, commit.Records);
    }

    private static void AddDeadLetters(SqlCommand command, IReadOnlyList<DeadLetter> letters) => command
        .Texts([.. letters.Select(letter => letter.Conversation.Value)])
        .Shorts([.. letters.Select(letter => (short)letter.Kind)])
        .Texts([.. letters.Select(letter => StoredText.Clean(letter.Reason))])
        .Times([.. letters.Select(letter => letter.At.UtcDateTime)])
        .Bytes((byte[][])[.. letters.Select(letter => letter.Payload.ToArray())])
        .OptionalBytes([.. letters.Select(letter => letter.Raw.IsEmpty ? null : letter.Raw.ToArray())]);
}
