namespace Concierge.Channels;

/// <summary>A timer, or a message that is to be sent later, is taken back.</summary>
/// <param name="TimerId">Which.</param>
public sealed record CancelTimerCommand(string TimerId) : ConversationCommand;
