namespace Concierge.Events;

/// <summary>The events that the core publishes.</summary>
public static class ConciergeEventTypes
{
    /// <summary>The bot gave the conversation to a person. Data: <c>summary</c>.</summary>
    public const string HandoffRequested = "handoff.requested";

    /// <summary>A colleague took the conversation over. Data: <c>by</c>.</summary>
    public const string HandoffTaken = "handoff.taken";

    /// <summary>The bot has the conversation again. Data: <c>by</c>.</summary>
    public const string HandoffReturned = "handoff.returned";

    /// <summary>The person does not want messages that nobody asked for.</summary>
    public const string OptedOut = "contact.optedOut";

    /// <summary>The person wants such messages.</summary>
    public const string OptedIn = "contact.optedIn";

    /// <summary>A message was given up. Data: <c>reason</c>, <c>ordinal</c>.</summary>
    public const string MessageFailed = "message.failed";
}
