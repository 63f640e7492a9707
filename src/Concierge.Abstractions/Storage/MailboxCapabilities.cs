namespace Concierge.Storage;

/// <summary>
/// What a mailbox does by itself. A host needs all of it. A transport that lacks some, as most brokers do, is completed by a table
/// beside the documents before it is a mailbox.
/// </summary>
[Flags]
public enum MailboxCapabilities
{
    /// <summary>Order within a conversation and delivery at least once, and nothing more.</summary>
    None = 0,

    /// <summary>An item whose key was seen before is not appended again until its key is forgotten, which a host asks for after eight days.</summary>
    Deduplication = 1,

    /// <summary>An item is not given out before <see cref="MailboxAppend.DueAt"/>, a conversation not before the time with which it was given back.</summary>
    Delay = 2,

    /// <summary>Each lease has a greater <see cref="MailboxLease.Fence"/> than the one before, and <see cref="IConversationStore"/> refuses what is written under an older one.</summary>
    Fence = 4,

    /// <summary>What a host needs.</summary>
    All = Deduplication | Delay | Fence,
}
