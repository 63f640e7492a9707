namespace Concierge.Storage;

/// <summary>What is to be erased.</summary>
public sealed record Erasure
{
    /// <summary>The lease under which it is done; it ends with it. Its fence is checked in the same write.</summary>
    public required MailboxLease Lease { get; init; }

    /// <summary>When it is done.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Waiting items up to this sequence are removed, due or not; later ones stay.</summary>
    public required long Through { get; init; }

    /// <summary>
    /// Records to remove in the same step that are the person's and do not name the conversation, whatever their versions; those that are not there are
    /// passed over.
    /// </summary>
    public IReadOnlyList<RecordName> Records { get; init; } = [];

    /// <summary>Items to append to mailboxes in the same step, after the removal.</summary>
    public IReadOnlyList<MailboxAppend> Append { get; init; } = [];
}
