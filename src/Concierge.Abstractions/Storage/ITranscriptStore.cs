namespace Concierge.Storage;

/// <summary>The read side of the transcripts. Thread-safe. I/O failures are <see cref="StoreUnavailableException"/>.</summary>
public interface ITranscriptStore
{
    /// <summary>Lines of a conversation, newest first.</summary>
    /// <param name="id">Which conversation.</param>
    /// <param name="before">Only lines with a smaller ordinal; null from the newest.</param>
    /// <param name="limit">At most this many.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    ValueTask<IReadOnlyList<TranscriptEntry>> ReadAsync(ConversationId id, long? before, int limit, CancellationToken cancellationToken);

    /// <summary>One line, or null.</summary>
    ValueTask<TranscriptEntry?> FindAsync(ConversationId id, long ordinal, CancellationToken cancellationToken);
}
