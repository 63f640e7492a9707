namespace Concierge;

/// <summary>The provider took the message. It is not delivered yet; receipts tell.</summary>
/// <param name="ProviderMessageId">The provider's id, or null where it gives none.</param>
public sealed record SendAccepted(string? ProviderMessageId) : SendResult;
