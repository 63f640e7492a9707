namespace Concierge;

/// <summary>A line of a list of conversations; saved with the document.</summary>
public sealed record ConversationSummary
{
    /// <summary>Which conversation.</summary>
    public required ConversationId Id { get; init; }

    /// <summary>The account it is on, as <c>channel/name</c>.</summary>
    public required string Account { get; init; }

    /// <summary>The person's name or best address, or null. Personal data.</summary>
    public string? Contact { get; init; }

    /// <summary>Who answers.</summary>
    public Handling Handling { get; init; }

    /// <summary>The colleague who has it, or null.</summary>
    public string? HandledBy { get; init; }

    /// <summary>The service that answered last, or null.</summary>
    public string? Service { get; init; }

    /// <summary>The beginning of the last line, or null. Personal data.</summary>
    public string? LastText { get; init; }

    /// <summary>When something last happened.</summary>
    public required DateTimeOffset LastActivityAt { get; init; }

    /// <summary>Messages received.</summary>
    public long InboundCount { get; init; }

    /// <summary>Messages accepted by the provider.</summary>
    public long OutboundCount { get; init; }

    /// <summary>Messages owed.</summary>
    public int Owed { get; init; }
}
