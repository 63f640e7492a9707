namespace Concierge.Channels;

/// <summary>A reply that failed or is held is to be sent again.</summary>
/// <param name="Reply">The reply as it was owed.</param>
public sealed record ReplayReplyCommand(OwedReply Reply) : ConversationCommand;
