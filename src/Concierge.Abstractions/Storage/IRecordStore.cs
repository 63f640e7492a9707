namespace Concierge.Storage;

/// <summary>
/// Small records beside the conversations, each saved as a whole with a compare-and-swap: definitions, contacts, artifacts,
/// counters. Collections keep their names apart. Thread-safe. I/O failures are <see cref="StoreUnavailableException"/>.
/// </summary>
public interface IRecordStore
{
    /// <summary>The longest collection name or id, in UTF-16 units.</summary>
    const int MaxNameLength = 200;

    /// <summary>Loads a record; null when there is none.</summary>
    ValueTask<StoredRecord?> LoadAsync(string collection, string id, CancellationToken cancellationToken);

    /// <summary>
    /// Writes or removes records, all or nothing, and completes when it is durable. False, and nothing written, when one of
    /// them is not of the version that its writer expected. When this throws, the outcome is unknown: load again.
    /// </summary>
    ValueTask<bool> SaveAsync(IReadOnlyList<RecordWrite> writes, CancellationToken cancellationToken);

    /// <summary>Records of a collection whose ids begin with a prefix, by id in ordinal order of UTF-8.</summary>
    /// <param name="collection">The collection.</param>
    /// <param name="prefix">What the ids begin with; empty for all.</param>
    /// <param name="after">Only ids after this one; null from the first.</param>
    /// <param name="limit">At most this many.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    ValueTask<IReadOnlyList<StoredRecord>> ListAsync(string collection, string prefix, string? after, int limit, CancellationToken cancellationToken);
}
