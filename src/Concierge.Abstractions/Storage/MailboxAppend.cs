namespace Concierge.Storage;

/// <summary>An item to append to a conversation's mailbox.</summary>
public sealed record MailboxAppend
{
    /// <summary>Whose mailbox.</summary>
    public required ConversationId Conversation { get; init; }

    /// <summary>
    /// Whose data it is, from <see cref="ITenantMap"/>; null when only the conversation is known: it stays with its tenant, and a
    /// new one is <see cref="ITenantMap.DefaultTenant"/>'s, or the one that this host serves. A store that does not tell tenants apart ignores it.
    /// </summary>
    public string? Tenant { get; init; }

    /// <summary>
    /// The deduplication key: an item whose key was seen within the retention is a duplicate and is ignored. Zero switches
    /// deduplication off for this item.
    /// </summary>
    public required UInt128 Key { get; init; }

    /// <summary>The input as the core wrote it; opaque to the store. Valid until the append has completed; a store copies it.</summary>
    public required ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>The provider's bytes, or empty. Valid until the append has completed; a store copies it.</summary>
    public ReadOnlyMemory<byte> Raw { get; init; }

    /// <summary>When it was accepted.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>
    /// Not to be handled before this time; null for at once. A later item of the same conversation never overtakes an
    /// earlier one that is due; one that is due is not held back by an earlier one that is not.
    /// </summary>
    public DateTimeOffset? DueAt { get; init; }
}
