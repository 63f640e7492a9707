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

    /// <summary>Meant as a yes to what a form has summed up.</summary>
    public bool Confirms { get; init; }

    /// <summary>What the tapped button said with it; null for words.</summary>
    public string? ChoiceId { get; init; }

    /// <summary>Expects its own words back, where the bot echoes.</summary>
    public bool IsPlain { get; init; } = true;

    /// <summary>Its text is like no other's.</summary>
    public bool IsToken { get; init; }

    /// <summary>A form had the word when it was handled.</summary>
    public bool IsForForm { get; set; }

    /// <summary>The commit that recorded it owes a reply, or says why not.</summary>
    public bool IsAnswered { get; set; }

    /// <summary>The conversation whose mailbox it came to first; null before.</summary>
    public string? AcceptedIn { get; set; }

    /// <summary>It was handled and its person erased afterwards.</summary>
    public bool IsErased { get; set; }
}
