namespace Concierge.Channels;

/// <summary>Something a colleague or the host does to a conversation. It queues in the mailbox like a message does.</summary>
public abstract record ConversationCommand : ConversationInput
{
    private protected ConversationCommand()
    {
    }

    /// <summary>Who does it, as the host knows that person; null for the host itself.</summary>
    public string? By { get; init; }
}
