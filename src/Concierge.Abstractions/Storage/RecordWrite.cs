namespace Concierge.Storage;

/// <summary>A record to write or to remove.</summary>
/// <param name="Collection">Where it belongs; not empty, at most <see cref="IRecordStore.MaxNameLength"/> long.</param>
/// <param name="Id">Its name within the collection; not empty, at most <see cref="IRecordStore.MaxNameLength"/> long.</param>
/// <param name="Content">The bytes, opaque to the store and copied by it; null removes the record.</param>
public sealed record RecordWrite(string Collection, string Id, ReadOnlyMemory<byte>? Content)
{
    /// <summary>The version that was loaded; 0 when there must be no such record; null to write whatever is there.</summary>
    public long? ExpectedVersion { get; init; }
}
