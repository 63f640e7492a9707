namespace Concierge.Storage;

/// <summary>A record as stored.</summary>
/// <param name="Id">Its name within the collection.</param>
/// <param name="Content">The bytes as they were written; opaque to the store.</param>
/// <param name="Version">At least 1; another one after every write, and never one that this id has had before.</param>
public sealed record StoredRecord(string Id, ReadOnlyMemory<byte> Content, long Version);
