namespace Concierge.Storage;

/// <summary>What a dead letter is.</summary>
public enum DeadLetterKind
{
    /// <summary>Something received that could not be handled.</summary>
    Inbound = 0,

    /// <summary>A reply that could not be sent.</summary>
    Outbound = 1,
}
