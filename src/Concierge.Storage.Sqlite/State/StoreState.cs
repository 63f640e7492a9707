using Concierge.Storage.Sqlite.Native;

namespace Concierge.Storage.Sqlite.State;

/// <summary>
/// What is known of the mailboxes without reading the database: which items wait, who has which conversation, who is next.
/// Everything is done under <see cref="Gate"/>; the writer changes it only after its commit.
/// </summary>
internal sealed class StoreState(TimeProvider clock)
{
    private const int MaxIdleSlots = 100_000;
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(30);

    private readonly Dictionary<string, Slot> _slots = new(StringComparer.Ordinal);
    private readonly Schedule _schedule = new();
    private readonly Waiters _waiters = new(clock);
    private long _lastFence;
    private bool _remembersErased;

    public Lock Gate { get; } = new();

    public RecentKeys RecentKeys { get; } = new();

    /// <summary>How many items wait.</summary>
    public long Waiting { get; private set; }

    public long DeadLetters { get; set; }

    /// <summary>Whether the address of anybody who was erased is remembered.</summary>
    public bool RemembersErased
    {
        get => Volatile.Read(ref _remembersErased);
        set => Volatile.Write(ref _remembersErased, value);
    }

    /// <summary>The mailboxes that belong to no person and in which something waits.</summary>
    public IEnumerable<Slot> Accounts => _slots.Values.Where(static slot => slot.Id.StartsWith('@'));

    /// <summary>Whether a conversation could be leased now.</summary>
    public bool IsAnyReady
    {
        get
        {
            long now = Now;
            return _schedule.NextAt(now) <= now;
        }
    }

    public long Now => clock.GetUtcNow().UtcTicks;

    /// <summary>Begins a new opening: its fences are greater than all before.</summary>
    public void Begin(long epoch) => _lastFence = epoch << 32;

    /// <summary>Reads what waits from the database, without payloads. Live leases stay.</summary>
    public void Load(Database database)
    {
        Forget();
        var byKey = new Dictionary<long, Slot>();
        foreach (Slot slot in _slots.Values)
        {
            byKey.Add(slot.Key, slot);
        }

        LoadConversations(database, byKey);
        LoadItems(database, byKey);
        RecentKeys.Load(database);
        DeadLetters = database.Number("SELECT count(*) FROM dead");
        RemembersErased = database.Number("SELECT EXISTS (SELECT 1 FROM erased_contact)") == 1;
        long now = Now;
        foreach (Slot slot in byKey.Values)
        {
            _schedule.Place(slot, now);
        }

        _waiters.WakeAll();
    }

    public Slot? Find(string conversation) => _slots.GetValueOrDefault(conversation);

    /// <summary>The slot of the conversation that the lease holds; null when it is lost.</summary>
    public Slot? Held(MailboxLease lease) => Find(lease.Conversation.Value) is { } slot && slot.Fence == lease.Fence ? slot : null;

    public void Add(string conversation, long key, long sequence, long? dueAt)
    {
        if (!_slots.TryGetValue(conversation, out Slot? slot))
        {
            _slots.Add(conversation, slot = new Slot(key, conversation));
        }

        slot.Add(sequence, dueAt);
        Waiting++;
        long now = Now;
        _schedule.Place(slot, now);
        if (slot.Count == 1)
        {
            _schedule.Welcome(slot, now);
        }

        _waiters.WakeAll();
    }

    public void Remove(Slot slot, long sequence) => Waiting -= slot.Remove(sequence) ? 1 : 0;

    /// <summary>Puts a conversation where it belongs after it changed.</summary>
    public void Place(Slot slot) => _schedule.Place(slot, Now);

    /// <summary>Leases conversations, longest waiting first.</summary>
    public List<Slot> Lease(int limit)
    {
        long now = Now;
        var leased = new List<Slot>();
        while (leased.Count < limit && _schedule.Take(now) is { } slot)
        {
            slot.Fence = ++_lastFence;
            slot.NotBefore = null;
            leased.Add(slot);
        }

        return leased;
    }

    /// <summary>Ends a lease unless another has followed it.</summary>
    public void EndLease(Slot slot, long fence, long? notBefore)
    {
        if (slot.Fence != fence)
        {
            Place(slot);
            return;
        }

        slot.Fence = null;
        slot.NotBefore = notBefore;
        if (slot.IsIdle && _slots.Count > MaxIdleSlots)
        {
            _slots.Remove(slot.Id);
        }

        _schedule.Place(slot, Now);
        _waiters.WakeAll();
    }

    public ValueTask WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        TaskCompletionSource waiter;
        TimeSpan wait;
        lock (Gate)
        {
            long now = Now;
            long? next = _schedule.NextAt(now);
            if (next <= now || atMost == TimeSpan.Zero)
            {
                return default;
            }

            TimeSpan? known = next is { } at ? TimeSpan.FromTicks(at - now) : null;
            wait = known < atMost || (known is not null && atMost < TimeSpan.Zero) ? known.Value : atMost;
            waiter = _waiters.Add();
        }

        return _waiters.WaitAsync(waiter, wait < LongestTimer ? wait : LongestTimer, cancellationToken);
    }

    private void Forget()
    {
        _schedule.Clear();
        Waiting = 0;
        foreach (Slot slot in _slots.Values)
        {
            slot.Clear();
            slot.IsQueued = false;
            slot.Ticket = 0;
            if (slot.Fence is null)
            {
                _slots.Remove(slot.Id);
            }
        }
    }

    private void LoadConversations(Database database, Dictionary<long, Slot> byKey)
    {
        using Statement rows = database.Prepare(
            "SELECT key, id, wake, not_before FROM conversation WHERE wake IS NOT NULL OR key IN (SELECT conversation FROM inbox)");
        while (rows.Step())
        {
            Slot slot = GetOrAdd(rows.Int64(0), rows.Text(1), byKey);
            slot.WakeAt = rows.NullableInt64(2);
            slot.NotBefore = slot.Fence is null ? rows.NullableInt64(3) : null;
        }
    }

    private void LoadItems(Database database, Dictionary<long, Slot> byKey)
    {
        using Statement rows = database.Prepare("SELECT sequence, conversation, due FROM inbox ORDER BY sequence");
        long now = Now;
        while (rows.Step())
        {
            if (!byKey.TryGetValue(rows.Int64(1), out Slot? slot))
            {
                continue;
            }

            slot.Add(rows.Int64(0), rows.NullableInt64(2));
            Waiting++;
            if (slot.Count == 1)
            {
                _schedule.Place(slot, now);
            }
        }
    }

    private Slot GetOrAdd(long key, string id, Dictionary<long, Slot> byKey)
    {
        if (!byKey.TryGetValue(key, out Slot? slot))
        {
            byKey.Add(key, slot = new Slot(key, id));
            _slots.Add(id, slot);
        }

        return slot;
    }
}
