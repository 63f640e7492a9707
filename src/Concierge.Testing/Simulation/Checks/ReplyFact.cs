namespace Concierge.Testing.Simulation.Checks;

/// <summary>A reply that a committed turn owes.</summary>
internal sealed class ReplyFact
{
    public required ConversationFact Conversation { get; init; }

    public required long Ordinal { get; init; }

    public required Author Author { get; init; }

    public required string Text { get; init; }

    /// <summary>Said while its turn still ran.</summary>
    public bool IsEarly { get; set; }

    public required MessagePurpose Purpose { get; init; }

    /// <summary>Its line tells that one of its attempts was accepted, or ended without a clear answer.</summary>
    public bool IsFlagged { get; set; }

    /// <summary>It confirms an opt-out or opt-in, which a person gets whoever has the conversation.</summary>
    public bool IsConfirmation { get; set; }

    public DeliveryStatus Status { get; set; }

    public List<AttemptFact> Attempts { get; } = [];

    public int Effects => Attempts.Count(attempt => attempt.EffectAt is not null);
}
