namespace Concierge.Channels;

/// <summary>A timer of the conversation is due. Without effect when it was taken back or set anew in the meantime.</summary>
/// <param name="TimerId">Which.</param>
public sealed record TimerCommand(string TimerId) : ConversationCommand;
