namespace Concierge;

/// <summary>Puts an emoji on a message, or takes it away. Dropped silently where the channel has no reactions.</summary>
/// <param name="TargetMessageId">The provider's id of the message.</param>
/// <param name="Emoji">The emoji, or null to take it away.</param>
public sealed record ReactionMessage(string TargetMessageId, string? Emoji) : OutboundMessage
{
    /// <inheritdoc/>
    public override string Kind => "reaction";

    /// <inheritdoc/>
    public override string? PlainText => Emoji;
}
