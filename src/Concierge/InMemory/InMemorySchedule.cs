namespace Concierge.InMemory;

/// <summary>
/// Which conversations may be leased: a queue of those that may be now, in the order in which they became so, with a short cut
/// for newcomers, and a heap of those that may be later. A conversation's ticket says which of its entries counts; the others are skipped when met.
/// </summary>
internal sealed class InMemorySchedule
{
    /// <summary>Every so-manieth lease goes to a conversation that has just begun to wait.</summary>
    private const int NewcomerShare = 4;

    /// <summary>How long a conversation counts as a newcomer.</summary>
    private static readonly TimeSpan Newness = TimeSpan.FromSeconds(5);

    private readonly Queue<(InMemoryConversation Conversation, long Ticket)> _ready = new();
    private readonly Queue<(InMemoryConversation Conversation, long Ticket, DateTimeOffset Until)> _newcomers = new();
    private readonly PriorityQueue<(InMemoryConversation Conversation, long Ticket), (DateTimeOffset At, long Ticket)> _later = new();
    private long _ticket;
    private long _taken;

    /// <summary>When a conversation may be leased next, as far as is known; null for nothing in sight.</summary>
    public DateTimeOffset? NextAt(DateTimeOffset now)
    {
        Mature(now);
        while (_ready.TryPeek(out var first))
        {
            if (first.Ticket == first.Conversation.Ticket)
            {
                return now;
            }

            _ready.Dequeue();
        }

        return _later.TryPeek(out _, out var head) ? head.At : null;
    }

    /// <summary>Puts a conversation where it belongs after it changed. One that is queued already keeps its place.</summary>
    public void Place(InMemoryConversation conversation, DateTimeOffset now)
    {
        DateTimeOffset? at = conversation.LeasableAt(now);
        if (conversation.IsQueued && at <= now)
        {
            return;
        }

        Forget(conversation);
        if (at <= now)
        {
            conversation.IsQueued = true;
            _ready.Enqueue((conversation, conversation.Ticket));
        }
        else if (at is not null)
        {
            _later.Enqueue((conversation, conversation.Ticket), (at.Value, conversation.Ticket));
        }
    }

    /// <summary>Notes that a conversation in which nothing waited has been written to, so that a long line does not keep it for long.</summary>
    public void Welcome(InMemoryConversation conversation, DateTimeOffset now)
    {
        if (conversation.IsQueued)
        {
            _newcomers.Enqueue((conversation, conversation.Ticket, now + Newness));
        }
    }

    /// <summary>Takes the conversation that has waited longest, or now and then a newcomer; null when none may be leased now.</summary>
    public InMemoryConversation? Take(DateTimeOffset now)
    {
        Mature(now);
        InMemoryConversation? newcomer = NextNewcomer(now);
        if (newcomer is not null && ++_taken % NewcomerShare == 0)
        {
            _newcomers.Dequeue();
            Forget(newcomer);
            return newcomer;
        }

        while (_ready.TryDequeue(out var first))
        {
            if (first.Ticket != first.Conversation.Ticket)
            {
                continue;
            }

            Forget(first.Conversation);
            if (first.Conversation.LeasableAt(now) <= now)
            {
                return first.Conversation;
            }

            Place(first.Conversation, now);
        }

        return null;
    }

    /// <summary>The first newcomer that still waits; those that were served or are none any more are dropped.</summary>
    private InMemoryConversation? NextNewcomer(DateTimeOffset now)
    {
        while (_newcomers.TryPeek(out var first))
        {
            if (first.Ticket == first.Conversation.Ticket && first.Until > now && first.Conversation.LeasableAt(now) <= now)
            {
                return first.Conversation;
            }

            _newcomers.Dequeue();
        }

        return null;
    }

    private void Mature(DateTimeOffset now)
    {
        while (_later.TryPeek(out var first, out var head) && (head.At <= now || first.Ticket != first.Conversation.Ticket))
        {
            _later.Dequeue();
            if (first.Ticket == first.Conversation.Ticket)
            {
                Place(first.Conversation, now);
            }
        }
    }

    private void Forget(InMemoryConversation conversation)
    {
        conversation.Ticket = ++_ticket;
        conversation.IsQueued = false;
    }
}
