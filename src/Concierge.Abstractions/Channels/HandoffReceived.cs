namespace Concierge.Channels;

/// <summary>A person of the business acts in the conversation outside Concierge. Never answered by the bot.</summary>
public sealed record HandoffReceived : ChannelEvent
{
    /// <summary>The provider's id of the event or message, or null.</summary>
    public string? Id { get; init; }

    /// <summary>
    /// What tells repetitions where the provider spells one event's id in several ways; unique in the account. Null where
    /// <see cref="Id"/> tells them.
    /// </summary>
    public string? DeduplicationId { get; init; }

    /// <summary>What happened.</summary>
    public required HandoffKind Kind { get; init; }

    /// <summary>The person on the other side: the contact, not the colleague.</summary>
    public required ContactIdentity Contact { get; init; }

    /// <summary>What the colleague wrote, for <see cref="HandoffKind.HumanMessage"/>; else null.</summary>
    public MessageBody? Body { get; init; }

    /// <summary>The colleague's name or id at the provider, or null.</summary>
    public string? Agent { get; init; }
}
