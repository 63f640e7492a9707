namespace Concierge.Storage;

/// <summary>
/// Durable mailboxes: one per conversation, ordered, at least once, idempotent on an item's key. Thread-safe.
/// I/O failures of every method but <see cref="AppendAsync"/> are <see cref="StoreUnavailableException"/>.
/// </summary>
public interface IMailbox
{
    /// <summary>The most items that one lease carries.</summary>
    const int MaxItemsPerLease = 64;

    /// <summary>What this mailbox does by itself. All of it unless it says otherwise; a host does not start with one that lacks something.</summary>
    MailboxCapabilities Capabilities => MailboxCapabilities.All;

    /// <summary>
    /// Appends items, all or nothing, and completes when they are durable. The order of one call, and of calls that
    /// complete before others begin, is the order of handling within a conversation. Never throws for a failure of the store.
    /// </summary>
    ValueTask<AppendResult> AppendAsync(IReadOnlyList<MailboxAppend> items, CancellationToken cancellationToken);

    /// <summary>
    /// Leases conversations in which something is due, longest waiting first, with a share of about a quarter for those that have
    /// begun to wait in the last seconds, so that a backlog does not keep newcomers; at most one live lease per conversation. A
    /// lease may carry fewer items than wait, oldest first; <see cref="ReceiveMoreAsync"/> gives the rest. The
    /// delivery of each lease's first item is counted before this returns, durably enough to survive the death of this process. Of
    /// conversations whose first item was delivered more often than it failed, in whose handling a process may have died, a durable store
    /// leases one at most, and the others, uncounted, a little later: the next death is not laid to the charge of all of them.
    /// Returns at once, possibly with nothing.
    /// </summary>
    ValueTask<IReadOnlyList<MailboxLease>> ReceiveAsync(int maxConversations, CancellationToken cancellationToken);

    /// <summary>Items of a leased conversation that became due after <paramref name="afterSequence"/>, without counting a delivery.</summary>
    ValueTask<IReadOnlyList<MailboxItem>> ReceiveMoreAsync(MailboxLease lease, long afterSequence, CancellationToken cancellationToken);

    /// <summary>Prolongs a lease. False when it is lost: the owner must stop at once.</summary>
    ValueTask<bool> RenewAsync(MailboxLease lease, CancellationToken cancellationToken);

    /// <summary>
    /// Ends a lease without having handled its (remaining) items, which stay first in line. Takes back the delivery count of
    /// <paramref name="startedSequence"/> if given. Does nothing when the lease is lost.
    /// </summary>
    /// <param name="lease">The lease.</param>
    /// <param name="startedSequence">The item whose handling was begun and is given up without fault, or null.</param>
    /// <param name="notBefore">The conversation is not leased again before this time; null for at once.</param>
    /// <param name="cancellationToken">Ends the wait, not the write.</param>
    ValueTask ReleaseAsync(MailboxLease lease, long? startedSequence, DateTimeOffset? notBefore, CancellationToken cancellationToken);

    /// <summary>Counts a failure of an item and ends the lease; the conversation is not leased again before <paramref name="notBefore"/>.</summary>
    ValueTask FailAsync(MailboxLease lease, long sequence, DateTimeOffset notBefore, CancellationToken cancellationToken);

    /// <summary>
    /// Completes when something may be due, or after <paramref name="atMost"/>. A hint: it may complete for nothing, and must
    /// complete when an item was appended here or a known time has come.
    /// </summary>
    ValueTask WaitAsync(TimeSpan atMost, CancellationToken cancellationToken);

    /// <summary>How many items wait.</summary>
    ValueTask<long> CountAsync(CancellationToken cancellationToken);

    /// <summary>Forgets deduplication keys first seen before a time. Called now and then; may do part of it.</summary>
    ValueTask ForgetAsync(DateTimeOffset seenBefore, CancellationToken cancellationToken);

    /// <summary>Dead letters, newest first.</summary>
    /// <param name="before">Only those with a smaller id; null from the newest.</param>
    /// <param name="limit">At most this many.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    ValueTask<IReadOnlyList<DeadLetter>> ListDeadLettersAsync(long? before, int limit, CancellationToken cancellationToken);

    /// <summary>How many dead letters there are.</summary>
    ValueTask<long> CountDeadLettersAsync(CancellationToken cancellationToken);

    /// <summary>Puts a dead letter at the end of its conversation's mailbox and removes it from the list, in one step. False when there is none with this id.</summary>
    ValueTask<bool> ReplayAsync(long deadLetterId, CancellationToken cancellationToken);
}
