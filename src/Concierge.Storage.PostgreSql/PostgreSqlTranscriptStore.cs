using Concierge.Storage.PostgreSql.Database;

namespace Concierge.Storage.PostgreSql;

internal sealed class PostgreSqlTranscriptStore(PostgreSqlEngine engine) : ITranscriptStore
{
    private readonly string _read = $"SELECT entry FROM {engine.Options.Schema}.line WHERE conversation = $1 AND ordinal >= $2 AND ordinal < $3 ORDER BY ordinal DESC LIMIT $4";

    public async ValueTask<IReadOnlyList<TranscriptEntry>> ReadAsync(ConversationId id, long? before, int limit, CancellationToken cancellationToken) =>
        await LinesAsync(id, long.MinValue, before ?? long.MaxValue, Math.Max(limit, 0), cancellationToken);

    public async ValueTask<TranscriptEntry?> FindAsync(ConversationId id, long ordinal, CancellationToken cancellationToken) =>
        ordinal == long.MaxValue ? null : (await LinesAsync(id, ordinal, ordinal + 1, 1, cancellationToken)).FirstOrDefault();

    private Task<List<TranscriptEntry>> LinesAsync(ConversationId id, long from, long before, int limit, CancellationToken cancellationToken)
    {
        SqlCommand command = new SqlCommand(_read).Text(StoredText.Encode(id.Value)).Long(from).Long(before).Int(limit);
        return engine.Database.RunAsync(connection => command.ListAsync(connection, row => ConciergeJson.ReadTranscriptEntry(row.Bytes(0))), cancellationToken);
    }
}
