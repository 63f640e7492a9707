namespace Concierge.Storage;

/// <summary>An item that waits in a mailbox.</summary>
public sealed record MailboxItem
{
    /// <summary>Its place in the order of acceptance: unique in the store, growing within a conversation.</summary>
    public required long Sequence { get; init; }

    /// <summary>The input as the core wrote it; opaque to the store.</summary>
    public required ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>The provider's bytes, or empty.</summary>
    public ReadOnlyMemory<byte> Raw { get; init; }

    /// <summary>When it was accepted.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>
    /// How often handling it was begun, this time included when it is the first of a lease. Recorded before handling, so
    /// that an item that kills the process is found out.
    /// </summary>
    public int Deliveries { get; init; }

    /// <summary>How often handling it failed with an exception or a time-out.</summary>
    public int Failures { get; init; }
}
