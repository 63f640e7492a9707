namespace Concierge.Events;

/// <summary>The events that the core publishes.</summary>
public static class ConciergeEventTypes
{
    /// <summary>The bot gave the conversation to a person. Data: <c>summary</c>.</summary>
    public const string HandoffRequested = "handoff.requested";

    /// <summary>A colleague took the conversation over. Data: <c>by</c>, <c>summary</c>, each if there is one.</summary>
    public const string HandoffTaken = "handoff.taken";

    /// <summary>The bot has the conversation again. Data: <c>by</c>, <c>reason</c>, each if there is one; <c>idle</c> is the reason when nobody had acted for too long.</summary>
    public const string HandoffReturned = "handoff.returned";

    /// <summary>The person does not want messages that nobody asked for.</summary>
    public const string OptedOut = "contact.optedOut";

    /// <summary>The person wants such messages.</summary>
    public const string OptedIn = "contact.optedIn";

    /// <summary>What was known of the person in another conversation is known here, too. Data: <c>with</c>, that conversation; <c>moved</c>, whether what is written there comes here.</summary>
    public const string ContactMerged = "contact.merged";

    /// <summary>Everything stored about the person was removed: what the host keeps elsewhere under the conversation's id must go too.</summary>
    public const string ConversationErased = "conversation.erased";

    /// <summary>A visit to a service began. Data: <c>id</c>, <c>service</c>.</summary>
    public const string SessionStarted = "session.started";

    /// <summary>A visit ended because the service finished or the person left. Data: <c>id</c>, <c>service</c>, <c>reason</c>.</summary>
    public const string SessionCompleted = "session.completed";

    /// <summary>A visit ended by silence, or because its service was switched off. Data: <c>id</c>, <c>service</c>, <c>reason</c>.</summary>
    public const string SessionExpired = "session.expired";

    /// <summary>A visit ended because a person took over. Data: <c>id</c>, <c>service</c>, <c>reason</c>.</summary>
    public const string SessionHandedOff = "session.handedOff";

    /// <summary>An action waits for a colleague's decision. Data: as in <see cref="PendingApproval"/>.</summary>
    public const string ApprovalRequested = "approval.requested";

    /// <summary>
    /// A colleague decided. Data: <c>action</c>, <c>service</c>, <c>tool</c>, <c>title</c>, <c>decision</c> (<c>approved</c>, <c>refused</c>), <c>by</c>, and for an approved one
    /// <c>outcome</c> (<c>done</c>, <c>failed</c>, <c>unknown</c>).
    /// </summary>
    public const string ApprovalDecided = "approval.decided";

    /// <summary>Nobody decided in time: the action will not be done. Data: <c>action</c>, <c>service</c>, <c>tool</c>, <c>title</c>.</summary>
    public const string ApprovalExpired = "approval.expired";

    /// <summary>
    /// An artifact was stored: of a completed form, of a hand-off, or of the host's own. Data: <c>id</c>, <c>kind</c>, <c>service</c>, <c>session</c>,
    /// <c>contentType</c>, <c>length</c> in bytes; not what it says.
    /// </summary>
    public const string ArtifactCreated = "artifact.created";

    /// <summary>A message was given up. Data: <c>reason</c>, <c>ordinal</c>.</summary>
    public const string MessageFailed = "message.failed";
}
