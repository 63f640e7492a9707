namespace Concierge.Channels;

/// <summary>The conversation goes back to the bot.</summary>
public sealed record HandBackCommand : ConversationCommand;
