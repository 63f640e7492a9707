namespace Concierge;

/// <summary>An emoji put on a message, or taken away.</summary>
/// <param name="TargetMessageId">The provider's id of the message reacted to.</param>
/// <param name="Emoji">The emoji, or null when the reaction was removed.</param>
public sealed record ReactionBody(string TargetMessageId, string? Emoji) : MessageBody
{
    /// <inheritdoc/>
    public override string Kind => "reaction";

    /// <inheritdoc/>
    public override string? PlainText => Emoji;
}
