namespace Concierge.Storage;

/// <summary>Documents with compare-and-swap. Thread-safe. I/O failures are <see cref="StoreUnavailableException"/>.</summary>
public interface IConversationStore
{
    /// <summary>Loads a document; null when there is none.</summary>
    ValueTask<StoredConversation?> LoadAsync(ConversationId id, CancellationToken cancellationToken);

    /// <summary>
    /// Commits a step and completes when it is durable. When this throws, the outcome is unknown: load again before going on.
    /// </summary>
    ValueTask<CommitOutcome> CommitAsync(TurnCommit commit, CancellationToken cancellationToken);

    /// <summary>Conversations by last activity, latest first, without the accounts' own.</summary>
    /// <param name="activeBefore">Only those last active before this time; null from the latest.</param>
    /// <param name="limit">At most this many.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    ValueTask<IReadOnlyList<ConversationSummary>> ListAsync(DateTimeOffset? activeBefore, int limit, CancellationToken cancellationToken);
}
