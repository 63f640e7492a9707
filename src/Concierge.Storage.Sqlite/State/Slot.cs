namespace Concierge.Storage.Sqlite.State;

/// <summary>What is kept in memory of a conversation in which something waits or that is leased.</summary>
internal sealed class Slot(long key, string id)
{
    private SequenceList _items;
    private Dictionary<long, long>? _dueAt;

    public long Key { get; } = key;

    public string Id { get; } = id;

    public int Count => _items.Count;

    /// <summary>The fence of the live lease; null when nobody has the conversation.</summary>
    public long? Fence { get; set; }

    /// <summary>Ticks in UTC, as are the other times; null for none.</summary>
    public long? WakeAt { get; set; }

    public long? NotBefore { get; set; }

    /// <summary>Names the one entry of the schedule that counts.</summary>
    public long Ticket { get; set; }

    public bool IsQueued { get; set; }

    /// <summary>Whether there is a reason to remember it.</summary>
    public bool IsIdle => _items.Count == 0 && Fence is null && WakeAt is null && NotBefore is null;

    public void Add(long sequence, long? dueAt)
    {
        _items.Add(sequence);
        if (dueAt is { } due)
        {
            (_dueAt ??= []).Add(sequence, due);
        }
    }

    public bool Remove(long sequence)
    {
        if (_dueAt is not null && _dueAt.Remove(sequence) && _dueAt.Count == 0)
        {
            _dueAt = null;
        }

        return _items.Remove(sequence);
    }

    /// <summary>Sequences up to one, due or not.</summary>
    public long[] UpTo(long through)
    {
        var found = new List<long>();
        foreach (long sequence in _items.Values)
        {
            if (sequence <= through)
            {
                found.Add(sequence);
            }
        }

        return [.. found];
    }

    public void Clear()
    {
        _items.Clear();
        _dueAt = null;
        WakeAt = null;
        NotBefore = null;
    }

    /// <summary>Sequences that are due, oldest first.</summary>
    public List<long> Due(long now, long afterSequence, int limit)
    {
        var due = new List<long>();
        foreach (long sequence in _items.Values)
        {
            if (due.Count == limit)
            {
                break;
            }

            if (sequence > afterSequence && (_dueAt is null || !_dueAt.TryGetValue(sequence, out long at) || at <= now))
            {
                due.Add(sequence);
            }
        }

        return due;
    }

    /// <summary>When it may be leased: a time in the past for now, null for never as things stand.</summary>
    public long? LeasableAt()
    {
        if (Fence is not null)
        {
            return null;
        }

        long? wanted = _items.Count > (_dueAt?.Count ?? 0) ? 0 : Earliest();
        return wanted < NotBefore ? NotBefore : wanted;
    }

    private long? Earliest()
    {
        long? earliest = WakeAt;
        if (_dueAt is not null)
        {
            long first = _dueAt.Values.Min();
            earliest = earliest < first ? earliest : first;
        }

        return earliest;
    }
}
