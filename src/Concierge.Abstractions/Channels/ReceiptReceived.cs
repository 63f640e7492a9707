namespace Concierge.Channels;

/// <summary>How far one of our messages has come.</summary>
public sealed record ReceiptReceived : ChannelEvent
{
    /// <summary>The provider's id of our message, or null where only the attempt id is known.</summary>
    public string? MessageId { get; init; }

    /// <summary>The provider's own word for the status.</summary>
    public required string RawStatus { get; init; }

    /// <summary>The status, or null for a word that this version does not know.</summary>
    public DeliveryStatus? Status { get; init; }

    /// <summary>Our attempt id, if the provider echoes it; else null.</summary>
    public string? AttemptId { get; init; }

    /// <summary>Who it was for; no addresses where the provider does not tell.</summary>
    public ContactIdentity Recipient { get; init; } = new();

    /// <summary>In a group, the member that the receipt is about; else null.</summary>
    public ContactAddress? Participant { get; init; }

    /// <summary>The group, or null.</summary>
    public ContactAddress? Group { get; init; }

    /// <summary>The provider's error code, or null.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>The provider's error text, or null.</summary>
    public string? ErrorDetail { get; init; }

    /// <summary>What the failure means for later messages, or null when it did not fail.</summary>
    public RejectReason? Reason { get; init; }
}
