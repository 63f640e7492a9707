using Concierge.Storage.Sqlite.Native;

namespace Concierge.Storage.Sqlite.Writing;

/// <summary>The statements of the operations other than appending.</summary>
internal sealed class WriteStatements(Database database)
{
    public Statement UpdateDocument { get; } = database.Prepare(
        "UPDATE document SET version = ?2 + 1, active = ?3, summary = ?4, checksum = ?5, body = ?6 WHERE conversation = ?1 AND version = ?2");

    public Statement InsertDocument { get; } = database.Prepare(
        "INSERT OR IGNORE INTO document (conversation, version, active, summary, checksum, body) VALUES (?1, ?2 + 1, ?3, ?4, ?5, ?6)");

    public Statement WriteLine { get; } = database.Prepare("INSERT OR REPLACE INTO line (id, entry) VALUES (?1, ?2)");

    public Statement DeleteItem { get; } = database.Prepare("DELETE FROM inbox WHERE sequence = ?1 AND conversation = ?2");

    public Statement DeleteBody { get; } = database.Prepare("DELETE FROM body WHERE sequence = ?1");

    public Statement ReadCounts { get; } = database.Prepare("SELECT deliveries, failures FROM inbox WHERE sequence = ?1");

    public Statement AddDelivery { get; } = database.Prepare("UPDATE inbox SET deliveries = deliveries + ?2 WHERE sequence = ?1 AND deliveries + ?2 >= 0");

    public Statement AddFailure { get; } = database.Prepare("UPDATE inbox SET failures = failures + 1 WHERE sequence = ?1");

    public Statement SetTimes { get; } = database.Prepare("UPDATE conversation SET wake = ?2, not_before = ?3 WHERE key = ?1");

    public Statement InsertDead { get; } = database.Prepare("INSERT INTO dead (conversation, kind, reason, at, payload, raw) VALUES (?1, ?2, ?3, ?4, ?5, ?6)");

    public Statement ReadDead { get; } = database.Prepare("SELECT conversation, payload, raw FROM dead WHERE id = ?1");

    public Statement DeleteDead { get; } = database.Prepare("DELETE FROM dead WHERE id = ?1");

    public Statement EndOfSlice { get; } = database.Prepare("SELECT key FROM seen WHERE key > ?1 ORDER BY key LIMIT 1 OFFSET ?2");

    public Statement ForgetSlice { get; } = database.Prepare("DELETE FROM seen WHERE key > ?1 AND key <= ?2 AND day < ?3");

    public Statement InsertSeen { get; } = database.Prepare("INSERT OR IGNORE INTO seen (key, day) VALUES (?1, ?2)");

    public Statement ArrivalRange { get; } = database.Prepare("SELECT min(id), max(id) FROM arrival");

    public Statement DeleteArrivals { get; } = database.Prepare("DELETE FROM arrival WHERE id <= ?1");

    public Statement DeleteArrival { get; } = database.Prepare("DELETE FROM arrival WHERE id = ?1");

    public Statement OldArrivals { get; } = database.Prepare("SELECT id, key FROM arrival WHERE day < ?1 ORDER BY id LIMIT ?2");

    public Statement FindAlias { get; } = database.Prepare("SELECT conversation FROM alias WHERE address = ?1");

    public Statement InsertAlias { get; } = database.Prepare("INSERT INTO alias (address, conversation) VALUES (?1, ?2)");

    public Statement RecordVersion { get; } = database.Prepare("SELECT version FROM record WHERE collection = ?1 AND id = ?2");

    public Statement WriteRecord { get; } = database.Prepare("INSERT OR REPLACE INTO record (collection, id, version, checksum, content) VALUES (?1, ?2, ?3, ?4, ?5)");

    public Statement DeleteRecord { get; } = database.Prepare("DELETE FROM record WHERE collection = ?1 AND id = ?2");

    public Statement InsertErased { get; } = database.Prepare("INSERT OR IGNORE INTO erased (conversation, at, is_clean) VALUES (?1, ?2, 0)");

    public Statement InsertErasedContact { get; } = database.Prepare("INSERT OR REPLACE INTO erased_contact (hash, at) VALUES (?1, ?2)");

    public Statement ForgetContacts { get; } = database.Prepare("DELETE FROM erased_contact WHERE at < ?1");

    public Statement AnyContact { get; } = database.Prepare("SELECT 1 FROM erased_contact LIMIT 1");

    public Statement EraseDocument { get; } = database.Prepare("DELETE FROM document WHERE conversation = ?1");

    public Statement EraseLines { get; } = database.Prepare("DELETE FROM line WHERE id >= ?1 AND id < ?2");

    public Statement EraseDead { get; } = database.Prepare("DELETE FROM dead WHERE conversation = ?1 OR (conversation GLOB '@*' AND instr(payload, ?2) > 0)");

    public Statement AliasesOf { get; } = database.Prepare("SELECT address FROM alias WHERE conversation = ?1");

    public Statement EraseAliases { get; } = database.Prepare("DELETE FROM alias WHERE conversation = ?1");

    public Statement NextCollection { get; } = database.Prepare("SELECT collection FROM record WHERE collection > ?1 ORDER BY collection LIMIT 1");

    // The last of all characters bounds the walk along the key.
    public Statement EraseRecords { get; } = database.Prepare(
        "DELETE FROM record WHERE collection = ?1 AND id >= ?2 AND id < ?2 || char(1114111) AND substr(id, length(?2) + 1, 1) NOT GLOB '[A-Za-z0-9]'");

    public Statement Mentions { get; } = database.Prepare("SELECT 1 FROM body WHERE sequence = ?1 AND instr(payload, ?2) > 0");

    public static void Bury(Statement insertDead, DeadLetter letter) => insertDead
        .Bind(1, letter.Conversation.Value).Bind(2, (long)letter.Kind).Bind(3, letter.Reason).Bind(4, letter.At.UtcTicks)
        .Bind(5, letter.Payload.Span).Bind(6, letter.Raw.Span).Run();
}
