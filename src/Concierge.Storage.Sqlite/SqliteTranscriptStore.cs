namespace Concierge.Storage.Sqlite;

internal sealed class SqliteTranscriptStore(SqliteEngine engine) : ITranscriptStore
{
    public ValueTask<IReadOnlyList<TranscriptEntry>> ReadAsync(ConversationId id, long? before, int limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(engine.Readers.Read(
            static (reader, page) => reader.Lines(page.Conversation, 0, page.Before, page.Limit), (Conversation: id.Value, Before: before ?? LineId.End, Limit: limit)));
    }

    public ValueTask<TranscriptEntry?> FindAsync(ConversationId id, long ordinal, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (ordinal is < 0 or >= LineId.End)
        {
            return new((TranscriptEntry?)null);
        }

        return new(engine.Readers.Read(
            static (reader, line) => reader.Lines(line.Conversation, line.Ordinal, line.Ordinal + 1, 1), (Conversation: id.Value, Ordinal: ordinal)).FirstOrDefault());
    }
}
