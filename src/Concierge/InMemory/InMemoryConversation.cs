using System.Text;
using Concierge.Storage;

namespace Concierge.InMemory;

/// <summary>One conversation: its mailbox, its document, its transcript and who has it.</summary>
internal sealed class InMemoryConversation(ConversationId id)
{
    private readonly SortedDictionary<long, InMemoryItem> _items = [];
    private int _delayed;

    public ConversationId Id { get; } = id;

    public byte[]? Document { get; private set; }

    public long Version { get; private set; }

    public ConversationSummary? Summary { get; private set; }

    public SortedDictionary<long, TranscriptEntry> Transcript { get; } = [];

    /// <summary>The fence of the live lease; null when nobody has the conversation.</summary>
    public long? Fence { get; private set; }

    public DateTimeOffset? LeaseExpiresAt { get; set; }

    public DateTimeOffset? WakeAt { get; set; }

    public DateTimeOffset? NotBefore { get; set; }

    /// <summary>Names the one entry of the schedule that counts.</summary>
    public long Ticket { get; set; }

    public bool IsQueued { get; set; }

    /// <summary>How many items wait.</summary>
    public int Count => _items.Count;

    public void Add(InMemoryItem item)
    {
        _items.Add(item.Sequence, item);
        _delayed += item.DueAt is null ? 0 : 1;
    }

    public bool Remove(long sequence)
    {
        if (!_items.Remove(sequence, out InMemoryItem? item))
        {
            return false;
        }

        _delayed -= item.DueAt is null ? 0 : 1;
        return true;
    }

    public InMemoryItem? Find(long sequence) => _items.GetValueOrDefault(sequence);

    public List<MailboxItem> Due(DateTimeOffset now, long afterSequence)
    {
        var due = new List<MailboxItem>();
        foreach (InMemoryItem item in _items.Values)
        {
            if (item.Sequence > afterSequence && item.IsDue(now))
            {
                due.Add(item.Copy());
                if (due.Count == IMailbox.MaxItemsPerLease)
                {
                    break;
                }
            }
        }

        return due;
    }

    public InMemoryItem? FirstDue(DateTimeOffset now)
    {
        foreach (InMemoryItem item in _items.Values)
        {
            if (item.IsDue(now))
            {
                return item;
            }
        }

        return null;
    }

    public void Lease(long fence, DateTimeOffset? expiresAt)
    {
        Fence = fence;
        LeaseExpiresAt = expiresAt;
        NotBefore = null;
    }

    public void EndLease()
    {
        Fence = null;
        LeaseExpiresAt = null;
    }

    public void Save(byte[] document, long version, ConversationSummary summary)
    {
        Document = document;
        Version = version;
        Summary = summary;
    }

    /// <summary>The sequences of waiting items that name something in their payload.</summary>
    public long[] FindMentions(byte[] text) => [.. _items.Values.Where(item => item.Mentions(text)).Select(item => item.Sequence)];

    /// <summary>The sequences of waiting items up to one.</summary>
    public long[] UpTo(long through) => [.. _items.Keys.Where(sequence => sequence <= through)];

    public void Erase()
    {
        Document = null;
        Version = 0;
        Summary = null;
        WakeAt = null;
        Transcript.Clear();
    }

    /// <summary>Everything that is kept, as bytes.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Contents() =>
    [
        .. Document is null ? [] : new ReadOnlyMemory<byte>[] { Document },
        .. Summary is null ? [] : new ReadOnlyMemory<byte>[] { ConciergeJson.Write(Summary) },
        .. Transcript.Values.Select(line => (ReadOnlyMemory<byte>)ConciergeJson.Write(line)),
        .. _items.Values.Select(item => item.Copy()).SelectMany(item => new[] { item.Payload, item.Raw, Encoding.UTF8.GetBytes(Id.Value) }),
    ];

    /// <summary>When it may be leased: a time in the past for now, null for never as things stand.</summary>
    public DateTimeOffset? LeasableAt(DateTimeOffset now)
    {
        if (Fence is not null && (LeaseExpiresAt is null || LeaseExpiresAt > now))
        {
            return LeaseExpiresAt;
        }

        DateTimeOffset? wanted = _items.Count > _delayed ? DateTimeOffset.MinValue : Earliest();
        return wanted < NotBefore ? NotBefore : wanted;
    }

    private DateTimeOffset? Earliest()
    {
        DateTimeOffset? earliest = WakeAt;
        foreach (InMemoryItem item in _items.Values)
        {
            earliest = earliest is null || item.DueAt < earliest ? item.DueAt : earliest;
        }

        return earliest;
    }
}
