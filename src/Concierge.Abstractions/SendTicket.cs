using Concierge.Storage;

namespace Concierge;

/// <summary>What became of a wish to send.</summary>
/// <param name="Conversation">Where it will be found.</param>
/// <param name="Id">Its name, to cancel it by.</param>
/// <param name="Status">Whether it is durable.</param>
public sealed record SendTicket(ConversationId Conversation, string Id, AppendStatus Status);
