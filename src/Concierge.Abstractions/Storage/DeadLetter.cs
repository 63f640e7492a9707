namespace Concierge.Storage;

/// <summary>Something that was given up and can be replayed.</summary>
public sealed record DeadLetter
{
    /// <summary>Given by the store; 0 before it is stored. Grows.</summary>
    public long Id { get; init; }

    /// <summary>Which conversation.</summary>
    public required ConversationId Conversation { get; init; }

    /// <summary>Received or to be sent.</summary>
    public required DeadLetterKind Kind { get; init; }

    /// <summary>Why, without personal data.</summary>
    public required string Reason { get; init; }

    /// <summary>When it was given up.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The input that a replay appends, as the core wrote it; opaque to the store.</summary>
    public required ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>The provider's bytes, or empty.</summary>
    public ReadOnlyMemory<byte> Raw { get; init; }
}
