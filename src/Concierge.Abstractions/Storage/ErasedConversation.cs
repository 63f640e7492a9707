namespace Concierge.Storage;

/// <summary>That a conversation was erased. Not personal: the id was random.</summary>
/// <param name="Id">Which conversation.</param>
/// <param name="At">When.</param>
public sealed record ErasedConversation(ConversationId Id, DateTimeOffset At);
