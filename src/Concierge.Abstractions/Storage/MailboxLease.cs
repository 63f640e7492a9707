namespace Concierge.Storage;

/// <summary>The exclusive right to handle one conversation.</summary>
public sealed record MailboxLease
{
    /// <summary>Which conversation.</summary>
    public required ConversationId Conversation { get; init; }

    /// <summary>Grows with every lease of the conversation. A write with an older fence is refused.</summary>
    public required long Fence { get; init; }

    /// <summary>What is due, oldest first, at most <see cref="IMailbox.MaxItemsPerLease"/>; empty when the conversation was woken for a reply that it owes.</summary>
    public required IReadOnlyList<MailboxItem> Items { get; init; }

    /// <summary>
    /// When others may take the conversation unless renewed, by this host's clock and never later than by the store's: counted from
    /// before the lease was asked for. Null if nobody else can.
    /// </summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}
