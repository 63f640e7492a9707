using Concierge.Storage.Sqlite.Native;

namespace Concierge.Storage.Sqlite;

/// <summary>Creates and upgrades the tables. The number of the schema is the database's <c>user_version</c>.</summary>
internal static class Schema
{
    /// <summary>
    /// What leads from each version to the next. Never changed once released; only added to. Times are .NET ticks in UTC.
    /// A waiting item is two rows: a small one that is read at start, and its body that is not. Both tables grow at their end.
    /// Deduplication keys come into arrival, in their order, and are moved to seen, which is sorted, many at a time.
    /// A line of a transcript has its conversation and ordinal in one key, which needs no second index.
    /// An erasure is clean when what it removed has also left the write-ahead log.
    /// </summary>
    private static readonly string[] Steps =
    [
        """
        CREATE TABLE store (epoch INTEGER NOT NULL);
        INSERT INTO store VALUES (0);
        CREATE TABLE conversation (key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, wake INTEGER, not_before INTEGER);
        CREATE TABLE document (conversation INTEGER PRIMARY KEY, version INTEGER NOT NULL, active INTEGER, summary BLOB NOT NULL, checksum INTEGER NOT NULL, body BLOB NOT NULL);
        CREATE INDEX document_active ON document (active) WHERE active IS NOT NULL;
        CREATE TABLE inbox (sequence INTEGER PRIMARY KEY, conversation INTEGER NOT NULL, received INTEGER NOT NULL, due INTEGER, deliveries INTEGER NOT NULL, failures INTEGER NOT NULL);
        CREATE TABLE body (sequence INTEGER PRIMARY KEY, checksum INTEGER NOT NULL, payload BLOB, raw BLOB);
        CREATE TABLE seen (key BLOB PRIMARY KEY, day INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE line (id INTEGER PRIMARY KEY, entry BLOB NOT NULL);
        CREATE TABLE dead (id INTEGER PRIMARY KEY AUTOINCREMENT, conversation TEXT NOT NULL, kind INTEGER NOT NULL, reason TEXT NOT NULL, at INTEGER NOT NULL, payload BLOB, raw BLOB);
        CREATE TABLE alias (address TEXT PRIMARY KEY, conversation TEXT NOT NULL) WITHOUT ROWID;
        """,
        """
        CREATE TABLE record (collection TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL, checksum INTEGER NOT NULL, content BLOB, PRIMARY KEY (collection, id)) WITHOUT ROWID;
        """,
        "CREATE TABLE arrival (id INTEGER PRIMARY KEY, key BLOB NOT NULL, day INTEGER NOT NULL);",
        """
        CREATE TABLE erasure_key (key BLOB NOT NULL);
        INSERT INTO erasure_key VALUES (randomblob(32));
        CREATE TABLE erased (conversation TEXT PRIMARY KEY, at INTEGER NOT NULL, is_clean INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE erased_contact (hash BLOB PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;
        CREATE INDEX alias_conversation ON alias (conversation);
        """,
    ];

    public static void Upgrade(Database database, string path)
    {
        long version = database.Number("PRAGMA user_version");
        if (version > Steps.Length)
        {
            throw new InvalidOperationException($"The database {path} was written by a newer version of Concierge.Storage.Sqlite (schema {version}; this version knows {Steps.Length}). Update the package, or go back to a copy from before the update.");
        }

        if (version == 0 && database.Number("SELECT count(*) FROM sqlite_master") > 0)
        {
            throw new InvalidOperationException($"The file {path} holds another program's database. Name a file of its own for Concierge in {SqliteOptions.Section}:ConnectionString.");
        }

        for (long step = version; step < Steps.Length; step++)
        {
            database.Execute("BEGIN IMMEDIATE");
            database.Execute(Steps[step]);
            database.Execute($"PRAGMA user_version = {step + 1}");
            database.Execute("COMMIT");
        }
    }

    /// <summary>Counts this opening of the store. Sequences and fences of one opening are greater than all before.</summary>
    public static long NextEpoch(Database database)
    {
        database.Execute("UPDATE store SET epoch = epoch + 1");
        return database.Number("SELECT epoch FROM store");
    }
}
