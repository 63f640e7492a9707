namespace Concierge.Storage.Sqlite.State;

/// <summary>
/// Which conversations may be leased: a queue of those that may be now, in the order in which they became so, with a short cut
/// for newcomers, and a heap of those that may be later. A slot's ticket says which of its entries counts; the others are skipped when met.
/// </summary>
internal sealed class Schedule
{
    /// <summary>Every so-manieth lease goes to a conversation that has just begun to wait.</summary>
    private const int NewcomerShare = 4;

    /// <summary>How long a conversation counts as a newcomer.</summary>
    private static readonly long Newness = TimeSpan.FromSeconds(5).Ticks;

    private readonly Queue<(Slot Slot, long Ticket)> _ready = new();
    private readonly Queue<(Slot Slot, long Ticket, long Until)> _newcomers = new();
    private readonly PriorityQueue<(Slot Slot, long Ticket), (long At, long Ticket)> _later = new();
    private long _ticket;
    private long _taken;

    /// <summary>When a conversation may be leased next, as far as is known; null for nothing in sight.</summary>
    public long? NextAt(long now)
    {
        Mature(now);
        while (_ready.TryPeek(out var first))
        {
            if (first.Ticket == first.Slot.Ticket)
            {
                return now;
            }

            _ready.Dequeue();
        }

        return _later.TryPeek(out _, out var head) ? head.At : null;
    }

    /// <summary>Puts a conversation where it belongs after it changed. One that is queued already keeps its place.</summary>
    public void Place(Slot slot, long now)
    {
        long? at = slot.LeasableAt();
        if (slot.IsQueued && at <= now)
        {
            return;
        }

        Forget(slot);
        if (at <= now)
        {
            slot.IsQueued = true;
            _ready.Enqueue((slot, slot.Ticket));
        }
        else if (at is not null)
        {
            _later.Enqueue((slot, slot.Ticket), (at.Value, slot.Ticket));
        }
    }

    /// <summary>Notes that a conversation in which nothing waited has been written to, so that a long line does not keep it for long.</summary>
    public void Welcome(Slot slot, long now)
    {
        if (slot.IsQueued)
        {
            _newcomers.Enqueue((slot, slot.Ticket, now + Newness));
        }
    }

    /// <summary>Takes the conversation that has waited longest, or now and then a newcomer; null when none may be leased now.</summary>
    public Slot? Take(long now)
    {
        Mature(now);
        Slot? newcomer = NextNewcomer(now);
        if (newcomer is not null && ++_taken % NewcomerShare == 0)
        {
            _newcomers.Dequeue();
            Forget(newcomer);
            return newcomer;
        }

        while (_ready.TryDequeue(out var first))
        {
            if (first.Ticket != first.Slot.Ticket)
            {
                continue;
            }

            Forget(first.Slot);
            if (first.Slot.LeasableAt() <= now)
            {
                return first.Slot;
            }

            Place(first.Slot, now);
        }

        return null;
    }

    public void Clear()
    {
        _ready.Clear();
        _later.Clear();
        _newcomers.Clear();
    }

    /// <summary>The first newcomer that still waits; those that were served or are none any more are dropped.</summary>
    private Slot? NextNewcomer(long now)
    {
        while (_newcomers.TryPeek(out var first))
        {
            if (first.Ticket == first.Slot.Ticket && first.Until > now && first.Slot.LeasableAt() <= now)
            {
                return first.Slot;
            }

            _newcomers.Dequeue();
        }

        return null;
    }

    private void Mature(long now)
    {
        while (_later.TryPeek(out var first, out var head) && (head.At <= now || first.Ticket != first.Slot.Ticket))
        {
            _later.Dequeue();
            if (first.Ticket == first.Slot.Ticket)
            {
                Place(first.Slot, now);
            }
        }
    }

    private void Forget(Slot slot)
    {
        slot.Ticket = ++_ticket;
        slot.IsQueued = false;
    }
}
