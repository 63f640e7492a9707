namespace Concierge.Channels;

/// <summary>The host sends a message on its own account: a notice, a reminder, a campaign.</summary>
/// <param name="Id">Its name within the conversation.</param>
/// <param name="Message">What to send.</param>
public sealed record SendMessageCommand(string Id, OutboundMessage Message) : ConversationCommand
{
    /// <summary>Not before this time; null for now.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>The person, for a conversation that does not exist yet; else null.</summary>
    public ContactIdentity? To { get; init; }
}
