using Concierge.Storage.Sqlite.Native;
using Concierge.Storage.Sqlite.State;

namespace Concierge.Storage.Sqlite.Writing;

/// <summary>The connection that writes, its prepared statements and what the running transaction did so far.</summary>
internal sealed class WriteSession : IDisposable
{
    private readonly Database _database;
    private readonly Statement _begin;
    private readonly Statement _commit;
    private readonly Statement _rollback;
    private readonly Statement _arrive;
    private readonly Statement _knows;
    private readonly Statement _insertItem;
    private readonly Statement _insertBody;
    private readonly Statement _findConversation;
    private readonly Statement _insertConversation;
    private readonly Dictionary<string, long> _conversations = new(StringComparer.Ordinal);
    private readonly HashSet<long> _endedFences = [];
    private readonly Dictionary<UInt128, int> _arrived = [];
    private long? _firstArrival;
    private long _added;

    public WriteSession(Database database, StoreState state, int maxBacklog, long epoch)
    {
        _database = database;
        State = state;
        MaxBacklog = maxBacklog;
        LastSequence = epoch << 32;
        _begin = database.Prepare("BEGIN IMMEDIATE");
        _commit = database.Prepare("COMMIT");
        _rollback = database.Prepare("ROLLBACK");
        _arrive = database.Prepare("INSERT INTO arrival (key, day) VALUES (?1, ?2)");
        _knows = database.Prepare("SELECT 1 FROM seen WHERE key = ?1");
        _insertItem = database.Prepare("INSERT INTO inbox (sequence, conversation, received, due, deliveries, failures) VALUES (?1, ?2, ?3, ?4, 0, 0)");
        _insertBody = database.Prepare("INSERT INTO body (sequence, checksum, payload, raw) VALUES (?1, ?2, ?3, ?4)");
        _findConversation = database.Prepare("SELECT key FROM conversation WHERE id = ?1");
        _insertConversation = database.Prepare("INSERT INTO conversation (id) VALUES (?1)");
        Statements = new WriteStatements(database);
        WantsEmptyLog = database.Number("SELECT EXISTS (SELECT 1 FROM erased WHERE is_clean = 0)") == 1;
    }

    /// <summary>What was erased may still be in the write-ahead log.</summary>
    public bool WantsEmptyLog { get; set; }

    public StoreState State { get; }

    public WriteStatements Statements { get; }

    public int MaxBacklog { get; }

    public long LastSequence { get; private set; }

    /// <summary>What would be written now would be found by nobody.</summary>
    public bool IsFileGone => _database.HasMoved;

    public bool InTransaction => _database.InTransaction;

    public long LastRowId => _database.LastRowId;

    public void Begin()
    {
        _conversations.Clear();
        _endedFences.Clear();
        _arrived.Clear();
        _firstArrival = null;
        _added = 0;
        _begin.Run();
    }

    public void Commit() => _commit.Run();

    /// <summary>Brings what is kept in memory up to date with what the committed transaction did beside its operations.</summary>
    public void Apply()
    {
        if (_arrived.Count > 0)
        {
            State.RecentKeys.Add(_arrived);
        }
    }

    public void Rollback()
    {
        if (_database.InTransaction)
        {
            _rollback.Run();
        }
    }

    /// <summary>Writes the log home and empties it, unless somebody reads from it. Not in a transaction.</summary>
    public void TryEmptyLog()
    {
        if (_database.Number("PRAGMA wal_checkpoint(TRUNCATE)") == 0)
        {
            _database.Execute("UPDATE erased SET is_clean = 1 WHERE is_clean = 0");
            WantsEmptyLog = false;
        }
    }

    /// <summary>Whether so many more items would be too many.</summary>
    public bool IsFull(int more) => State.Waiting + _added + more > MaxBacklog;

    public bool Knows(UInt128 key)
    {
        if (_arrived.ContainsKey(key) || State.RecentKeys.Contains(key))
        {
            return true;
        }

        bool known = _knows.BindKey(1, key).Step();
        _knows.Reset();
        return known;
    }

    /// <summary>Writes an item unless its key is known.</summary>
    public AddedItem? Append(MailboxAppend item)
    {
        if (item.Key != 0)
        {
            if (Knows(item.Key))
            {
                return null;
            }

            Remember(item.Key, Day(item.ReceivedAt));
        }

        return AppendNew(item.Conversation.Value, item.Payload.Span, item.Raw.Span, item.ReceivedAt.UtcTicks, item.DueAt?.UtcTicks);
    }

    public AddedItem AppendNew(string conversation, ReadOnlySpan<byte> payload, ReadOnlySpan<byte> raw, long receivedAt, long? dueAt)
    {
        long key = KeyOf(conversation);
        long sequence = ++LastSequence;
        _insertItem.Bind(1, sequence).Bind(2, key).Bind(3, receivedAt).Bind(4, dueAt).Run();
        _insertBody.Bind(1, sequence).Bind(2, Checksum.OfItem(sequence, key, receivedAt, payload, raw)).Bind(3, payload).Bind(4, raw).Run();
        _added++;
        return new AddedItem(conversation, key, sequence, dueAt);
    }

    /// <summary>Whether every record is of the version that its writer expects.</summary>
    public bool AreAsExpected(IReadOnlyList<RecordWrite> writes)
    {
        foreach (RecordWrite write in writes)
        {
            if (write.ExpectedVersion is { } expected)
            {
                Statement row = Statements.RecordVersion.Bind(1, write.Collection).Bind(2, write.Id);
                long version = row.Step() ? row.Int64(0) : 0;
                row.Reset();
                if (version != expected)
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>Writes records. A version is never given twice, so a record that was removed and made anew is another one.</summary>
    public void WriteRecords(IReadOnlyList<RecordWrite> writes)
    {
        foreach (RecordWrite write in writes)
        {
            if (write.Content is { } content)
            {
                Statements.WriteRecord.Bind(1, write.Collection).Bind(2, write.Id).Bind(3, ++LastSequence)
                    .Bind(4, Checksum.Of(content.Span)).Bind(5, content.Span).Run();
            }
            else
            {
                Statements.DeleteRecord.Bind(1, write.Collection).Bind(2, write.Id).Run();
            }
        }
    }

    /// <summary>The conversation if the lease holds it still, also in view of what this transaction did; else null.</summary>
    public Slot? Held(MailboxLease lease) => _endedFences.Contains(lease.Fence) ? null : State.Held(lease);

    public void EndLease(MailboxLease lease) => _endedFences.Add(lease.Fence);

    public static long Day(DateTimeOffset time) => time.UtcTicks / TimeSpan.TicksPerDay;

    public void Dispose() => _database.Dispose();

    /// <summary>The first row of the recent keys; 1 when there is none.</summary>
    public long FirstArrival() => ArrivalRange().First ?? 1;

    /// <summary>The last row of the recent keys that this transaction has not added; 0 when there is none.</summary>
    public long LastCommittedArrival() => _firstArrival - 1 ?? ArrivalRange().Last ?? 0;

    private (long? First, long? Last) ArrivalRange()
    {
        Statement range = Statements.ArrivalRange;
        _ = range.Step();
        (long?, long?) ends = (range.NullableInt64(0), range.NullableInt64(1));
        range.Reset();
        return ends;
    }

    private void Remember(UInt128 key, long day)
    {
        _arrive.BindKey(1, key).Bind(2, day).Run();
        _arrived.Add(key, (int)day);
        _firstArrival ??= _database.LastRowId;
    }

    private long KeyOf(string conversation)
    {
        if (State.Find(conversation) is { } slot)
        {
            return slot.Key;
        }

        if (_conversations.TryGetValue(conversation, out long key))
        {
            return key;
        }

        bool found = _findConversation.Bind(1, conversation).Step();
        key = found ? _findConversation.Int64(0) : 0;
        _findConversation.Reset();
        if (!found)
        {
            _insertConversation.Bind(1, conversation).Run();
            key = _database.LastRowId;
        }

        _conversations.Add(conversation, key);
        return key;
    }
}
