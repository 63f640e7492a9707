namespace Concierge.Storage;

/// <summary>
/// Everything that one step of a conversation changes. A store that can, commits it in one transaction; one that cannot
/// writes the document first (it carries the consumed sequences and the owed replies) and the rest idempotently after it.
/// </summary>
public sealed record TurnCommit
{
    /// <summary>The lease under which it is made; its fence is checked in the same write.</summary>
    public required MailboxLease Lease { get; init; }

    /// <summary>The version that was loaded; 0 when there was no document.</summary>
    public required long ExpectedVersion { get; init; }

    /// <summary>The document as <see cref="ConciergeJson"/> wrote it. Its version becomes <see cref="ExpectedVersion"/> + 1.</summary>
    public required ReadOnlyMemory<byte> Document { get; init; }

    /// <summary>The line for lists.</summary>
    public required ConversationSummary Summary { get; init; }

    /// <summary>Lines to add to the transcript, or to write again by their ordinal.</summary>
    public IReadOnlyList<TranscriptEntry> Transcript { get; init; } = [];

    /// <summary>Sequences of mailbox items that are done with and are removed.</summary>
    public IReadOnlyList<long> Consumed { get; init; } = [];

    /// <summary>The item that is handled next under the same lease and whose delivery is counted with this commit, or null.</summary>
    public long? Starting { get; init; }

    /// <summary>Items to append to mailboxes.</summary>
    public IReadOnlyList<MailboxAppend> Append { get; init; } = [];

    /// <summary>Records to write with it. One of another version than expected makes the whole commit a <see cref="CommitOutcome.Conflict"/>.</summary>
    public IReadOnlyList<RecordWrite> Records { get; init; } = [];

    /// <summary>What is given up.</summary>
    public IReadOnlyList<DeadLetter> DeadLetters { get; init; } = [];

    /// <summary>
    /// When the conversation must be leased again even if nothing is received, for a reply that it owes; null for never. It
    /// replaces what the commit before said.
    /// </summary>
    public DateTimeOffset? WakeAt { get; init; }

    /// <summary>True to end the lease with this commit.</summary>
    public bool Release { get; init; }
}
