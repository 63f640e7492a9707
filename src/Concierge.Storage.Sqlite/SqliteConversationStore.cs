using Concierge.Storage.Sqlite.Writing;

namespace Concierge.Storage.Sqlite;

internal sealed class SqliteConversationStore(SqliteEngine engine) : IConversationStore
{
    public ValueTask<StoredConversation?> LoadAsync(ConversationId id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(engine.Readers.Read(static (reader, conversation) => reader.Document(conversation), id.Value));
    }

    public ValueTask<CommitOutcome> CommitAsync(TurnCommit commit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(commit);
        cancellationToken.ThrowIfCancellationRequested();
        return new(engine.WriteAsync(new CommitOperation(commit)));
    }

    public ValueTask<IReadOnlyList<ConversationSummary>> ListAsync(DateTimeOffset? activeBefore, int limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(engine.Readers.Read(
            static (reader, page) => reader.Summaries(page.Before, page.Limit), (Before: activeBefore?.UtcTicks ?? long.MaxValue, Limit: Math.Max(limit, 0))));
    }
}
