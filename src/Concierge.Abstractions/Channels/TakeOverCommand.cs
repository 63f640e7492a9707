namespace Concierge.Channels;

/// <summary>A colleague takes the conversation over: the bot is silent until it is handed back. Replies that are owed and not on the wire are withdrawn.</summary>
public sealed record TakeOverCommand : ConversationCommand;
