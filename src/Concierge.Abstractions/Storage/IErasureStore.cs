namespace Concierge.Storage;

/// <summary>
/// Removes what is stored about one person, and remembers without personal data that it did, so that what comes late brings nothing back.
/// Thread-safe. I/O failures are <see cref="StoreUnavailableException"/>.
/// </summary>
/// <remarks>
/// For each address a keyed hash is remembered, with a random key that never leaves the store. A record belongs to a conversation when
/// its id is the conversation's, or begins with it and goes on with anything but a letter or a digit: <c>{conversation}.000001</c>.
/// </remarks>
public interface IErasureStore
{
    /// <summary>
    /// Removes, in one step and durably, the conversation's document, transcript, dead letters, aliases and records, its waiting items up
    /// to <see cref="Erasure.Through"/>, and in the mailboxes whose names begin with <c>@</c> the waiting items and dead letters whose payload
    /// names the conversation; and the <see cref="Erasure.Records"/>. Ends the lease. When the conversation was erased before, only its waiting items and those
    /// records are removed. The bytes are
    /// gone from the store's own files as far as <see cref="CommitOutcome.Saved"/> can mean that there; copies and backups are not touched.
    /// </summary>
    ValueTask<CommitOutcome> EraseAsync(Erasure erasure, CancellationToken cancellationToken);

    /// <summary>When a conversation was erased; null when it was not. Remembered for ever.</summary>
    ValueTask<DateTimeOffset?> FindAsync(ConversationId conversation, CancellationToken cancellationToken);

    /// <summary>
    /// Whether one of the addresses belonged to a conversation that was erased and is remembered; the latest one. May be null for an address
    /// that belongs to a conversation now.
    /// </summary>
    /// <param name="account">The account.</param>
    /// <param name="addresses">The addresses.</param>
    /// <param name="key">A deduplication key; the answer tells whether the store has seen it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    ValueTask<ErasedContact?> FindAsync(AccountKey account, IReadOnlyList<ContactAddress> addresses, UInt128 key, CancellationToken cancellationToken);

    /// <summary>Forgets the hashes of addresses erased before a time. Called now and then; may do part of it.</summary>
    ValueTask ForgetContactsAsync(DateTimeOffset erasedBefore, CancellationToken cancellationToken);

    /// <summary>Erased conversations, latest first.</summary>
    /// <param name="erasedBefore">Only those erased before this time; null from the latest.</param>
    /// <param name="limit">At most this many.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    ValueTask<IReadOnlyList<ErasedConversation>> ListErasedAsync(DateTimeOffset? erasedBefore, int limit, CancellationToken cancellationToken);
}
