using System.Buffers.Binary;
using Concierge.Storage;
using Concierge.Storage.PostgreSql;
using Concierge.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;
using SQLitePCL;

namespace Concierge.SqliteToPostgreSql;

/// <summary>Copies a store. Sequences are kept: documents remember which they have consumed.</summary>
internal static class StoreCopy
{
    private const int NewestSqliteSchema = 4;
    private const int OrdinalBits = 24;
    private static readonly int UnixDay = (int)(DateTimeOffset.UnixEpoch.UtcTicks / TimeSpan.TicksPerDay);

    static StoreCopy() => raw.SetProvider(new SQLite3Provider_e_sqlite3());

    /// <summary>Copies all or nothing and tells how many rows each table has got.</summary>
    /// <exception cref="InvalidOperationException">A host uses the file, the schema is not empty, either is of an unknown version, or a row was damaged on the disk.</exception>
    public static async Task<IReadOnlyDictionary<string, long>> RunAsync(string file, string connectionString, string schema, IReadOnlyDictionary<string, string> tenants)
    {
        if (!File.Exists(file))
        {
            throw new InvalidOperationException($"There is no file {file}.");
        }

        // Nobody opens the store while this is held, and it is refused to us while somebody has it.
        await using FileStream held = Hold(file);
        await using var source = new SqliteConnection($"Data Source={file};Mode=ReadWrite;Pooling=False");
        await source.OpenAsync();
        if (await NumberAsync(source, "PRAGMA user_version") != NewestSqliteSchema)
        {
            throw new InvalidOperationException($"The file {file} is of another schema than {NewestSqliteSchema}. Start and stop a host of this version on it first.");
        }

        await using var target = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Options = "-c concierge.tenants=*", Pooling = false }.ConnectionString);
        await target.OpenAsync();
        await ExecuteAsync(target, PostgreSqlSchema.Script(schema));
        await using NpgsqlTransaction transaction = await target.BeginTransactionAsync();

        // The server takes a copy into a table with policies from nobody but an owner who is exempt from them. It also locks the tables: no
        // host fills them while we look.
        await BindOwnerAsync(target, schema, isBound: false);
        await RequireEmptyAsync(target, schema);

        // The hashes that come with the copy were made with the copy's key.
        await ExecuteAsync(target, $"DELETE FROM {schema}.erasure_key");
        Dictionary<string, string> owners = await OwnersAsync(source, tenants);
        var counts = new Dictionary<string, long>();
        foreach (TableCopy table in Tables(tenants, owners))
        {
            long copied = await CopyAsync(source, target, schema, table);
            long stored = await CountAsync(target, $"SELECT count(*) FROM {schema}.{table.Name}");
            long expected = await NumberAsync(source, $"SELECT count(*) FROM {table.CountedAs}");
            if (copied != expected || stored != expected)
            {
                throw new InvalidOperationException($"Of {expected} rows of {table.Name} only {stored} were copied: the file is damaged. Repair it (sqlite3 {file} .recover) and try again.");
            }

            counts.Add(table.Name, stored);
        }

        await FinishAsync(target, schema);
        await BindOwnerAsync(target, schema, isBound: true);
        await transaction.CommitAsync();
        return counts;
    }

    private static FileStream Hold(string file)
    {
        try
        {
            return new FileStream(file + "-lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException inUse)
        {
            throw new InvalidOperationException($"A host uses {file}. Stop it: its providers keep what comes meanwhile.", inUse);
        }
    }

    private static async Task RequireEmptyAsync(NpgsqlConnection target, string schema)
    {
        foreach (string table in (string[])["conversation", "seen", "alias", "record"])
        {
            if (await CountAsync(target, $"SELECT count(*) FROM (SELECT 1 FROM {schema}.{table} LIMIT 1) x") > 0)
            {
                throw new InvalidOperationException($"The schema {schema} holds a store already. Name an empty one.");
            }
        }
    }

    private static Task BindOwnerAsync(NpgsqlConnection target, string schema, bool isBound) => ExecuteAsync(target, $"""
        DO $$
        DECLARE
            v_table text;
        BEGIN
            FOR v_table IN SELECT relname FROM pg_class WHERE relnamespace = '{schema}'::regnamespace AND relrowsecurity LOOP
                EXECUTE format('ALTER TABLE {schema}.%I {(isBound ? "FORCE" : "NO FORCE")} ROW LEVEL SECURITY', v_table);
            END LOOP;
        END $$
        """);

    /// <summary>The tenant of each conversation, by its account; one that was never handled has no document, but its person has an address.</summary>
    private static async Task<Dictionary<string, string>> OwnersAsync(SqliteConnection source, IReadOnlyDictionary<string, string> tenants)
    {
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        if (tenants.Count == 0)
        {
            return owners;
        }

        await foreach (SqliteDataReader row in RowsAsync(source, "SELECT address, conversation FROM alias"))
        {
            owners[row.GetString(1)] = Tenant(tenants, row.GetString(0).Split('\n', 2)[0]);
        }

        await foreach (SqliteDataReader row in RowsAsync(source, "SELECT c.id, d.summary FROM document d JOIN conversation c ON c.key = d.conversation WHERE substr(c.id, 1, 1) <> '@'"))
        {
            owners[row.GetString(0)] = Tenant(tenants, ConciergeJson.ReadSummary(row.GetFieldValue<byte[]>(1)).Account);
        }

        // The host's own conversations, as a host that serves one tenant only would make them.
        string own = owners.Values.Distinct().Count() == 1 ? owners.Values.First() : ITenantMap.DefaultTenant;
        await foreach (SqliteDataReader row in RowsAsync(source, "SELECT id FROM conversation WHERE substr(id, 1, 1) = '@'"))
        {
            string[] account = row.GetString(0)[1..].Split('.', 2);
            owners[row.GetString(0)] = account is [string channel, string name] && tenants.TryGetValue($"{channel}/{name}", out string? tenant) ? tenant : own;
        }

        return owners;
    }

    private static string Tenant(IReadOnlyDictionary<string, string> tenants, string account) => tenants.GetValueOrDefault(account, ITenantMap.DefaultTenant);

    private static IEnumerable<TableCopy> Tables(IReadOnlyDictionary<string, string> tenants, Dictionary<string, string> owners)
    {
        string OwnerOf(string conversation) => owners.GetValueOrDefault(conversation, ITenantMap.DefaultTenant);
        yield return new TableCopy("conversation", "id, tenant, wake_at, not_before", "SELECT id, wake, not_before FROM conversation", "conversation", row =>
            [row.GetString(0), OwnerOf(row.GetString(0)), Time(row, 1), Time(row, 2)]);
        yield return new TableCopy("inbox", "conversation, sequence, tenant, received_at, due_at, deliveries, failures, payload, raw", """
            SELECT c.id, i.sequence, i.received, i.due, i.deliveries, i.failures, b.payload, b.raw, b.checksum, c.key
            FROM inbox i JOIN conversation c ON c.key = i.conversation JOIN body b ON b.sequence = i.sequence ORDER BY i.sequence
            """, "inbox", row =>
        {
            byte[] payload = Bytes(row, 6);
            uint found = Checksum.OfItem(row.GetInt64(1), row.GetInt64(9), row.GetInt64(2), payload, Bytes(row, 7));
            Require(found == row.GetInt64(8), $"An input of conversation {row.GetString(0)} is damaged. Start and stop a host on the file first: it makes of it a dead letter.");
            return [row.GetString(0), row.GetInt64(1), OwnerOf(row.GetString(0)), Time(row, 2), Time(row, 3), row.GetInt32(4), row.GetInt32(5), payload, OptionalBytes(row, 7)];
        });
        yield return new TableCopy("seen", "key, day", "SELECT key, max(day) FROM (SELECT key, day FROM seen UNION ALL SELECT key, day FROM arrival) GROUP BY key",
            "(SELECT key FROM seen UNION SELECT key FROM arrival)", row =>
            [new Guid(row.GetFieldValue<byte[]>(0), bigEndian: true), row.GetInt32(1) - UnixDay]);
        yield return new TableCopy("document", "conversation, tenant, version, active_at, summary, body",
            "SELECT c.id, d.version, d.active, d.summary, d.body, d.checksum FROM document d JOIN conversation c ON c.key = d.conversation", "document", row =>
        {
            Require(Checksum.Of(Bytes(row, 4)) == row.GetInt64(5), $"The document of conversation {row.GetString(0)} is damaged. Restore the file from a backup.");
            return [row.GetString(0), OwnerOf(row.GetString(0)), row.GetInt64(1), Time(row, 2), Bytes(row, 3), Bytes(row, 4)];
        });
        yield return new TableCopy("line", "conversation, ordinal, tenant, entry",
            $"SELECT c.id, l.id & {(1L << OrdinalBits) - 1}, l.entry FROM line l JOIN conversation c ON c.key = l.id >> {OrdinalBits}", "line", row =>
            [row.GetString(0), row.GetInt64(1), OwnerOf(row.GetString(0)), Bytes(row, 2)]);
        yield return new TableCopy("dead", "id, tenant, conversation, kind, reason, at, payload, raw", "SELECT id, conversation, kind, reason, at, payload, raw FROM dead", "dead", row =>
            [row.GetInt64(0), OwnerOf(row.GetString(1)), row.GetString(1), row.GetInt16(2), StoredText.Clean(row.GetString(3)), Time(row, 4), Bytes(row, 5), OptionalBytes(row, 6)]);
        yield return new TableCopy("alias", "account, kind, value, tenant, conversation", "SELECT address, conversation FROM alias", "alias", row =>
        {
            string[] parts = row.GetString(0).Split('\n', 3);
            return [parts[0], short.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture), StoredText.Encode(parts[2]), Tenant(tenants, parts[0]), row.GetString(1)];
        });
        yield return new TableCopy("record", "collection, id, version, content", "SELECT collection, id, version, content, checksum FROM record", "record", row =>
        {
            Require(Checksum.Of(Bytes(row, 3)) == row.GetInt64(4), $"The record {row.GetString(1)} of {row.GetString(0)} is damaged. Restore the file from a backup.");
            return [StoredText.Clean(row.GetString(0)), StoredText.Clean(row.GetString(1)), row.GetInt64(2), Bytes(row, 3)];
        });
        yield return new TableCopy("erasure_key", "key", "SELECT key FROM erasure_key", "erasure_key", row => [Bytes(row, 0)]);
        yield return new TableCopy("erased", "conversation, at", "SELECT conversation, at FROM erased", "erased", row => [row.GetString(0), Time(row, 1)]);
        yield return new TableCopy("erased_contact", "hash, at", "SELECT hash, at FROM erased_contact", "erased_contact", row => [Bytes(row, 0), Time(row, 1)]);
    }

    private static async Task<long> CopyAsync(SqliteConnection source, NpgsqlConnection target, string schema, TableCopy table)
    {
        long copied = 0;
        await using NpgsqlBinaryImporter import = await target.BeginBinaryImportAsync($"COPY {schema}.{table.Name} ({table.Columns}) FROM STDIN (FORMAT BINARY)");
        await foreach (SqliteDataReader row in RowsAsync(source, table.Query))
        {
            await import.StartRowAsync();
            foreach (object? value in table.Read(row))
            {
                await WriteAsync(import, value);
            }

            copied++;
        }

        await import.CompleteAsync();
        return copied;
    }

    private static Task WriteAsync(NpgsqlBinaryImporter import, object? value) => value switch
    {
        null => import.WriteNullAsync(),
        string text => import.WriteAsync(text, NpgsqlDbType.Text),
        long number => import.WriteAsync(number, NpgsqlDbType.Bigint),
        int number => import.WriteAsync(number, NpgsqlDbType.Integer),
        short number => import.WriteAsync(number, NpgsqlDbType.Smallint),
        Guid key => import.WriteAsync(key, NpgsqlDbType.Uuid),
        DateTime time => import.WriteAsync(time, NpgsqlDbType.TimestampTz),
        _ => import.WriteAsync((byte[])value, NpgsqlDbType.Bytea),
    };

    private static void Require(bool isWhole, string problem)
    {
        if (!isWhole)
        {
            throw new InvalidOperationException(problem);
        }
    }

    /// <summary>New sequences follow the old ones, each conversation says when it may be leased, and records find their tenants.</summary>
    private static async Task FinishAsync(NpgsqlConnection target, string schema)
    {
        // Far beyond every number that the old store has given: what a document has consumed or a record has been must not come again.
        foreach ((string table, string column) in ((string, string)[])[("inbox", "sequence"), ("record", "version")])
        {
            await ExecuteAsync(target, $"SELECT setval(pg_get_serial_sequence('{schema}.{table}', '{column}'), greatest({1L << 52}, (SELECT coalesce(max({column}), 0) FROM {schema}.{table}) + 1))");
        }

        await ExecuteAsync(target, $"SELECT setval(pg_get_serial_sequence('{schema}.dead', 'id'), (SELECT coalesce(max(id), 0) FROM {schema}.dead) + 1)");
        await ExecuteAsync(target, $"UPDATE {schema}.record SET tenant = {schema}.record_tenant(id) WHERE {schema}.record_tenant(id) IS NOT NULL");
        await ExecuteAsync(target, $"""
            UPDATE {schema}.conversation c SET next_at = greatest(least(i.at, c.wake_at), c.not_before)
            FROM {schema}.conversation s LEFT JOIN (SELECT conversation, min(coalesce(due_at, received_at)) AS at FROM {schema}.inbox GROUP BY conversation) i ON i.conversation = s.id
            WHERE s.id = c.id AND (i.at IS NOT NULL OR c.wake_at IS NOT NULL)
            """);
    }

    private static async IAsyncEnumerable<SqliteDataReader> RowsAsync(SqliteConnection source, string query)
    {
        await using SqliteCommand command = source.CreateCommand();
        command.CommandText = query;
        await using SqliteDataReader reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            yield return reader;
        }
    }

    private static object? Time(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : new DateTime(row.GetInt64(column), DateTimeKind.Utc);

    private static byte[] Bytes(SqliteDataReader row, int column) => OptionalBytes(row, column) ?? [];

    private static byte[]? OptionalBytes(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<byte[]>(column);

    private static async Task<long> NumberAsync(SqliteConnection source, string question)
    {
        await using SqliteCommand command = source.CreateCommand();
        command.CommandText = question;
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task<long> CountAsync(NpgsqlConnection target, string question)
    {
        await using var command = new NpgsqlCommand(question, target) { CommandTimeout = 0 };
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task ExecuteAsync(NpgsqlConnection target, string sql)
    {
        await using var command = new NpgsqlCommand(sql, target) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>How one table is copied.</summary>
    private sealed record TableCopy(string Name, string Columns, string Query, string CountedAs, Func<SqliteDataReader, object?[]> Read);
}
