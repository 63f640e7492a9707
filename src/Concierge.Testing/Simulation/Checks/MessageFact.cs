namespace Concierge.Testing.Simulation.Checks;

/// <summary>A person's message, as the world knows it.</summary>
internal sealed class MessageFact
{
    public required string Id { get; init; }

    public required int Person { get; init; }

    public required string Text { get; init; }

    public required DateTimeOffset SentAt { get; init; }

    /// <summary>When a webhook with it was first answered 200; null before.</summary>
    public DateTimeOffset? AcknowledgedAt { get; set; }

    /// <summary>When it was first durable; null before.</summary>
    public DateTimeOffset? AcceptedAt { get; set; }

    /// <summary>Its line in the transcript; null before a turn with it was committed.</summary>
    public long? Ordinal { get; set; }

    /// <summary>A colleague had the conversation when it was recorded.</summary>
    public bool IsBypassed { get; set; }

    public bool IsDeadLetter { get; set; }
}
