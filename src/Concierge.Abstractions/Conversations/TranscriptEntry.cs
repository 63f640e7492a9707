using Concierge.Channels;

namespace Concierge;

/// <summary>
/// One line of a conversation's transcript. Lines are added and never removed; only the delivery of a reply changes,
/// by writing its line again.
/// </summary>
public sealed record TranscriptEntry
{
    /// <summary>Its place: unique and growing within the conversation.</summary>
    public required long Ordinal { get; init; }

    /// <summary>Who wrote it.</summary>
    public required Author Author { get; init; }

    /// <summary>When it was recorded.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>What was received, or null.</summary>
    public ConversationInput? Input { get; init; }

    /// <summary>What was sent, or null.</summary>
    public OutboundMessage? Message { get; init; }

    /// <summary>The colleague who wrote it, or null.</summary>
    public string? By { get; init; }

    /// <summary>What Concierge decided about it, for example why it was not answered; or null.</summary>
    public string? Decision { get; init; }

    /// <summary>A session that changed its state, or null.</summary>
    public SessionEvent? Session { get; init; }

    /// <summary>The provider's own payload for what was not understood, as text; else null.</summary>
    public string? Raw { get; init; }

    /// <summary>For a reply: how far it has come; else null.</summary>
    public DeliveryStatus? Status { get; init; }

    /// <summary>For a reply: the provider's id, or null.</summary>
    public string? ProviderMessageId { get; init; }

    /// <summary>For a reply: the provider's error code, or null.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>For a reply: the attempt ledger.</summary>
    public IReadOnlyList<AttemptRecord> Attempts { get; init; } = [];
}
