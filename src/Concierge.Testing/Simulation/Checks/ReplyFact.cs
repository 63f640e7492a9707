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

    public DeliveryStatus Status { get; set; }

    public List<AttemptFact> Attempts { get; } = [];

    public int Effects => Attempts.Count(attempt => attempt.EffectAt is not null);
}
