namespace Concierge.InMemory;

/// <summary>Whether a record belongs to a conversation, told from its id.</summary>
internal static class RecordOwner
{
    public static bool Owns(ConversationId conversation, string recordId) =>
        recordId.StartsWith(conversation.Value, StringComparison.Ordinal)
        && (recordId.Length == conversation.Value.Length || !char.IsAsciiLetterOrDigit(recordId[conversation.Value.Length]));
}
