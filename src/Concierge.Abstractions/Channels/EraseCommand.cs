namespace Concierge.Channels;

/// <summary>Everything that is stored about the person is to be removed. What comes after it begins a new conversation.</summary>
public sealed record EraseCommand : ConversationCommand;
