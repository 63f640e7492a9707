namespace Concierge.Channels;

/// <summary>A person wrote, tapped, reacted, called…</summary>
public sealed record MessageReceived : ChannelEvent
{
    /// <summary>The provider's id; null where it sent none (then the content's hash tells repetitions).</summary>
    public string? Id { get; init; }

    /// <summary>
    /// What tells repetitions where the provider spells one message's id in several ways; unique in the account. Null where
    /// <see cref="Id"/> tells them.
    /// </summary>
    public string? DeduplicationId { get; init; }

    /// <summary>Who sent it.</summary>
    public required ContactIdentity Sender { get; init; }

    /// <summary>
    /// Which of the sender's addresses answers go to from now on, where the provider keeps several places for one person; null
    /// leaves it as it is.
    /// </summary>
    public ContactAddress? ReplyTo { get; init; }

    /// <summary>The group it was written in, or null in a chat of two.</summary>
    public ContactAddress? Group { get; init; }

    /// <summary>What was sent.</summary>
    public required MessageBody Body { get; init; }

    /// <summary>What it refers to, or null.</summary>
    public MessageContext? Context { get; init; }

    /// <summary>The advertisement that led here, or null.</summary>
    public AdReferral? Referral { get; init; }
}
