namespace Concierge.Channels;

/// <summary>A colleague, or the host on its own account, sends a message.</summary>
/// <param name="Message">What to send.</param>
public sealed record OperatorReplyCommand(OutboundMessage Message) : ConversationCommand;
