using Concierge.Storage;

namespace Concierge.InMemory;

internal sealed class InMemoryItem(long sequence, byte[] payload, byte[] raw, DateTimeOffset receivedAt, DateTimeOffset? dueAt)
{
    public long Sequence { get; } = sequence;

    public DateTimeOffset? DueAt { get; } = dueAt;

    public int Deliveries { get; set; }

    public int Failures { get; set; }

    public bool Mentions(ReadOnlySpan<byte> text) => payload.AsSpan().IndexOf(text) >= 0;

    public bool IsDue(DateTimeOffset now) => DueAt is null || DueAt <= now;

    public MailboxItem Copy() => new()
    {
        Sequence = Sequence,
        Payload = payload,
        Raw = raw,
        ReceivedAt = receivedAt,
        Deliveries = Deliveries,
        Failures = Failures,
    };
}
