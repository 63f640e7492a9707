namespace Concierge.Emulator.Phone;

/// <summary>A message in a chat, on the phone's side.</summary>
internal sealed record ChatMessage
{
    /// <summary>The provider's id.</summary>
    public required string Id { get; init; }

    /// <summary>Whose chat: the person's number.</summary>
    public required string Person { get; init; }

    /// <summary>True if the person wrote it.</summary>
    public required bool FromPerson { get; init; }

    public required DateTimeOffset At { get; init; }

    public required Bubble Bubble { get; init; }

    /// <summary>pending, sent, delivered, read or failed.</summary>
    public required string Status { get; init; }

    /// <summary>The quoted message's id.</summary>
    public string? Quoted { get; init; }

    /// <summary>The person's reaction to it.</summary>
    public string? PersonReaction { get; init; }

    /// <summary>The business's reaction to it.</summary>
    public string? BusinessReaction { get; init; }
}
