using Concierge.Storage.Sqlite.Native;

namespace Concierge.Storage.Sqlite.Reading;

/// <summary>A connection that reads beside the writer, with its prepared statements. Used by one thread at a time.</summary>
internal sealed class StoreReader(Database database, int generation) : IDisposable
{
    private readonly Statement _document = database.Prepare(
        "SELECT d.version, d.checksum, d.body FROM conversation c JOIN document d ON d.conversation = c.key WHERE c.id = ?1");
    private readonly Statement _summaries = database.Prepare(
        "SELECT summary FROM document WHERE active IS NOT NULL AND active < ?1 ORDER BY active DESC, conversation DESC LIMIT ?2");
    private readonly Statement _lines = database.Prepare(
        "SELECT entry FROM line WHERE id >= ?1 AND id < ?2 ORDER BY id DESC LIMIT ?3");
    private readonly Statement _key = database.Prepare("SELECT key FROM conversation WHERE id = ?1");
    private readonly Statement _item = database.Prepare(
        "SELECT i.received, i.deliveries, i.failures, b.checksum, b.payload, b.raw FROM inbox i LEFT JOIN body b ON b.sequence = i.sequence WHERE i.sequence = ?1");
    private readonly Statement _dead = database.Prepare(
        "SELECT id, conversation, kind, reason, at, payload, raw FROM dead WHERE id < ?1 ORDER BY id DESC LIMIT ?2");
    private readonly Statement _alias = database.Prepare("SELECT conversation FROM alias WHERE address = ?1");
    private readonly Statement _record = database.Prepare("SELECT id, version, checksum, content FROM record WHERE collection = ?1 AND id = ?2");
    private readonly Statement _records = database.Prepare(
        "SELECT id, version, checksum, content FROM record WHERE collection = ?1 AND id > ?2 AND id >= ?3 ORDER BY id LIMIT ?4");

    private readonly Statement _erasureKey = database.Prepare("SELECT key FROM erasure_key");
    private readonly Statement _erased = database.Prepare("SELECT at FROM erased WHERE conversation = ?1");
    private readonly Statement _erasedContact = database.Prepare("SELECT at FROM erased_contact WHERE hash = ?1");
    private readonly Statement _erasedPage = database.Prepare("SELECT conversation, at FROM erased WHERE at < ?1 ORDER BY at DESC, conversation DESC LIMIT ?2");

    /// <summary>Which generation of the pool it belongs to.</summary>
    public int Generation { get; } = generation;

    public StoredConversation? Document(string conversation)
    {
        Statement row = _document.Bind(1, conversation);
        try
        {
            if (!row.Step())
            {
                return null;
            }

            byte[] body = row.Bytes(2);
            return Checksum.Of(body) == row.Int64(1)
                ? new StoredConversation(body, row.Int64(0))
                : throw new StoreUnavailableException($"The document of conversation {conversation} was damaged on the disk. Restore it from a backup; other conversations go on.");
        }
        finally
        {
            row.Reset();
        }
    }

    public IReadOnlyList<ConversationSummary> Summaries(long activeBefore, int limit) =>
        Rows(_summaries.Bind(1, activeBefore).Bind(2, limit), static row => ConciergeJson.ReadSummary(row.Span(0)));

    public IReadOnlyList<TranscriptEntry> Lines(string conversation, long from, long before, int limit)
    {
        List<long> key = Rows(_key.Bind(1, conversation), static row => row.Int64(0));
        if (key.Count == 0 || before <= from || limit <= 0)
        {
            return [];
        }

        return Rows(
            _lines.Bind(1, LineId.Of(key[0], from)).Bind(2, LineId.Of(key[0], 0) + Math.Min(before, LineId.End)).Bind(3, limit),
            static row => ConciergeJson.ReadTranscriptEntry(row.Span(0)));
    }

    /// <summary>A waiting item; null when it was damaged.</summary>
    public MailboxItem? Item(long conversation, long sequence)
    {
        Statement row = _item.Bind(1, sequence);
        try
        {
            if (!row.Step() || row.IsNull(3))
            {
                return null;
            }

            long received = row.Int64(0);
            if (Checksum.OfItem(sequence, conversation, received, row.Span(4), row.Span(5)) != row.Int64(3))
            {
                return null;
            }

            return new MailboxItem
            {
                Sequence = sequence,
                ReceivedAt = new DateTimeOffset(received, TimeSpan.Zero),
                Deliveries = (int)row.Int64(1),
                Failures = (int)row.Int64(2),
                Payload = row.Bytes(4),
                Raw = row.Bytes(5),
            };
        }
        catch (SqliteFailure failure) when (failure.IsDamage)
        {
            return null;
        }
        finally
        {
            row.Reset();
        }
    }

    public IReadOnlyList<DeadLetter> DeadLetters(long before, int limit) => Rows(_dead.Bind(1, before).Bind(2, limit), static row => new DeadLetter
    {
        Id = row.Int64(0),
        Conversation = new ConversationId(row.Text(1)),
        Kind = (DeadLetterKind)row.Int64(2),
        Reason = row.Text(3),
        At = new DateTimeOffset(row.Int64(4), TimeSpan.Zero),
        Payload = row.Bytes(5),
        Raw = row.Bytes(6),
    });

    public string? Alias(string address) => Rows(_alias.Bind(1, address), static row => row.Text(0)).FirstOrDefault();

    public StoredRecord? Record(string collection, string id) => Rows(_record.Bind(1, collection).Bind(2, id), Record).FirstOrDefault();

    public IReadOnlyList<StoredRecord> Records(string collection, string prefix, string after, int limit)
    {
        var records = new List<StoredRecord>();
        Statement row = _records.Bind(1, collection).Bind(2, after).Bind(3, prefix).Bind(4, limit);
        try
        {
            while (row.Step() && row.Text(0).StartsWith(prefix, StringComparison.Ordinal))
            {
                records.Add(Record(row));
            }
        }
        finally
        {
            row.Reset();
        }

        return records;
    }

    public byte[] ErasureKey() => Rows(_erasureKey, static row => row.Bytes(0))[0];

    public DateTimeOffset? Erased(string conversation) => Rows(_erased.Bind(1, conversation), static row => (DateTimeOffset?)Time(row.Int64(0))).FirstOrDefault();

    /// <summary>When the last of those was erased that have one of these hashes; null for none.</summary>
    public DateTimeOffset? ErasedContact(byte[][] hashes) =>
        hashes.Max(hash => Rows(_erasedContact.Bind(1, hash), static row => (DateTimeOffset?)Time(row.Int64(0))).FirstOrDefault());

    public IReadOnlyList<ErasedConversation> Erased(long erasedBefore, int limit) => Rows(
        _erasedPage.Bind(1, erasedBefore).Bind(2, limit), static row => new ErasedConversation(new ConversationId(row.Text(0)), Time(row.Int64(1))));

    public void Dispose() => database.Dispose();

    private static DateTimeOffset Time(long ticks) => new(ticks, TimeSpan.Zero);

    private static StoredRecord Record(Statement row)
    {
        byte[] content = row.Bytes(3);
        return Checksum.Of(content) == row.Int64(2)
            ? new StoredRecord(row.Text(0), content, row.Int64(1))
            : throw new StoreUnavailableException("A record was damaged on the disk. Restore it from a backup; others go on.");
    }

    private static List<T> Rows<T>(Statement statement, Func<Statement, T> read)
    {
        var rows = new List<T>();
        try
        {
            while (statement.Step())
            {
                rows.Add(read(statement));
            }
        }
        finally
        {
            statement.Reset();
        }

        return rows;
    }
}
