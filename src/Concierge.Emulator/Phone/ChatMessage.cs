namespace Concierge.Emulator.Phone;

/// <summary>A message in a chat, on the phone's side.</summary>
internal sealed record ChatMessage
{
    /// <summary>The provider's id.</summary>
    public required string Id { get; init; }

    /// <summary>The line that it went over.</summary>
    public string Line { get; init; } = "meta";

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

    /// <summary>The colleague who wrote it at the provider's help desk; null for the person and for the host.</summary>
    public string? By { get; init; }

    /// <summary>What the business asked to have echoed, or the address that it asked to have called.</summary>
    public string? Correlation { get; init; }

    /// <summary>The provider's code for why it was not delivered, or null.</summary>
    public string? FailureCode { get; init; }

    /// <summary>Why it was not delivered, in words, or null.</summary>
    public string? Failure { get; init; }
}
