namespace Concierge.Storage;

/// <summary>A document as stored.</summary>
/// <param name="Document">The bytes as <see cref="ConciergeJson"/> wrote them.</param>
/// <param name="Version">Grows by one with every commit; at least 1.</param>
public sealed record StoredConversation(ReadOnlyMemory<byte> Document, long Version);
