namespace Concierge;

/// <summary>What the document remembers of a recent reply, so that receipts find it without a look-up.</summary>
/// <param name="Ordinal">Its place in the transcript.</param>
/// <param name="ProviderMessageId">The provider's id, or null.</param>
/// <param name="Status">How far it has come.</param>
public sealed record SentReply(long Ordinal, string? ProviderMessageId, DeliveryStatus Status);
