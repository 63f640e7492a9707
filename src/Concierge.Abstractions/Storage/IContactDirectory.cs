namespace Concierge.Storage;

/// <summary>
/// Finds the conversation of a person by any alias, so that a hidden number or a changed id starts no second one.
/// Thread-safe. I/O failures are <see cref="StoreUnavailableException"/>.
/// </summary>
public interface IContactDirectory
{
    /// <summary>
    /// The conversation that any of the addresses belongs to on this account; with several, the one that an earlier address in
    /// the list belongs to. Aliases that are not known yet are linked to it. Where none is known a conversation id is taken
    /// from <paramref name="newId"/>. Durable when it returns. Two calls at once for the same person agree.
    /// </summary>
    ValueTask<ConversationId> ResolveAsync(AccountKey account, IReadOnlyList<ContactAddress> addresses, Func<ConversationId> newId, CancellationToken cancellationToken);

    /// <summary>As <see cref="ResolveAsync"/>, but null where no address is known, and nothing is written.</summary>
    ValueTask<ConversationId?> FindAsync(AccountKey account, IReadOnlyList<ContactAddress> addresses, CancellationToken cancellationToken);
}
