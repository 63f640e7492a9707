using Concierge.Storage.Sqlite.Writing;

namespace Concierge.Storage.Sqlite;

internal sealed class SqliteRecordStore(SqliteEngine engine) : IRecordStore
{
    public ValueTask<StoredRecord?> LoadAsync(string collection, string id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(engine.Readers.Read(static (reader, name) => reader.Record(name.Collection, name.Id), (Collection: collection, Id: id)));
    }

    public ValueTask<bool> SaveAsync(IReadOnlyList<RecordWrite> writes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(writes);
        cancellationToken.ThrowIfCancellationRequested();
        return new(engine.WriteAsync(new SaveRecordsOperation(writes)));
    }

    public ValueTask<IReadOnlyList<StoredRecord>> ListAsync(string collection, string prefix, string? after, int limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(engine.Readers.Read(
            static (reader, page) => reader.Records(page.Collection, page.Prefix, page.After, page.Limit),
            (Collection: collection, Prefix: prefix, After: after ?? string.Empty, Limit: Math.Max(limit, 0))));
    }
}
