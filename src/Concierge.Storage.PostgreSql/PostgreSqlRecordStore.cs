using Concierge.Storage.PostgreSql.Database;
using Npgsql;

namespace Concierge.Storage.PostgreSql;

internal sealed class PostgreSqlRecordStore(PostgreSqlEngine engine) : IRecordStore
{
    private readonly string _schema = engine.Options.Schema;

    public async ValueTask<StoredRecord?> LoadAsync(string collection, string id, CancellationToken cancellationToken)
    {
        SqlCommand command = new SqlCommand($"SELECT id, content, version FROM {_schema}.record WHERE collection = $1 AND id = $2")
            .Text(StoredText.Clean(collection)).Text(StoredText.Clean(id));
        return (await engine.Database.RunAsync(connection => command.ListAsync(connection, Record), cancellationToken)).FirstOrDefault();
    }

    public async ValueTask<bool> SaveAsync(IReadOnlyList<RecordWrite> writes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(writes);
        cancellationToken.ThrowIfCancellationRequested();
        SqlCommand command = AddTo(new SqlCommand($"SELECT {_schema}.save_records($1, $2, $3, $4)"), writes);
        return await engine.Database.RunAsync(connection => command.ReadAsync(connection, row => row.GetBoolean(0)), CancellationToken.None);
    }

    public async ValueTask<IReadOnlyList<StoredRecord>> ListAsync(string collection, string prefix, string? after, int limit, CancellationToken cancellationToken)
    {
        // The last of all characters bounds the walk along the index.
        SqlCommand command = new SqlCommand($"""
            SELECT id, content, version FROM {_schema}.record
            WHERE collection = $1 AND id >= $2 AND id <= $2 || chr(1114111) AND id > $3 AND starts_with(id, $2) ORDER BY id LIMIT $4
            """).Text(StoredText.Clean(collection)).Text(StoredText.Clean(prefix)).Text(StoredText.Clean(after ?? "")).Int(Math.Max(limit, 0));
        return await engine.Database.RunAsync(connection => command.ListAsync(connection, Record), cancellationToken);
    }

    /// <summary>The parameters of some writes.</summary>
    internal static SqlCommand AddTo(SqlCommand command, IReadOnlyList<RecordWrite> writes) => command
        .Texts([.. writes.Select(write => StoredText.Clean(write.Collection))])
        .Texts([.. writes.Select(write => StoredText.Clean(write.Id))])
        .Longs((long?[])[.. writes.Select(write => write.ExpectedVersion)])
        .OptionalBytes([.. writes.Select(write => write.Content?.ToArray())]);

    private static StoredRecord Record(NpgsqlDataReader row) => new(row.GetString(0), row.Bytes(1), row.GetInt64(2));
}
