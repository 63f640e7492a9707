namespace Concierge.Testing.Simulation.Checks;

/// <summary>One attempt: what was recorded about it, and what the provider saw of it.</summary>
internal sealed class AttemptFact
{
    public required string Id { get; init; }

    public required ReplyFact Reply { get; init; }

    public required int Number { get; init; }

    public required DateTimeOffset ClaimedAt { get; init; }

    /// <summary>The process that recorded it.</summary>
    public required int Process { get; init; }

    /// <summary>Its outcome is recorded.</summary>
    public bool IsClosed { get; set; }

    /// <summary>The process died or froze before the outcome was recorded.</summary>
    public bool IsInterrupted { get; set; }

    public bool IsRequested { get; set; }

    /// <summary>The request has come to its end: it can have no further effect.</summary>
    public bool IsOver { get; set; }

    /// <summary>The provider's answer did not tell whether it was sent, or there was none.</summary>
    public bool IsAmbiguous { get; set; }

    public DateTimeOffset? EffectAt { get; set; }

    /// <summary>When a receipt with its id was answered 200.</summary>
    public DateTimeOffset? ReceiptAt { get; set; }
}
