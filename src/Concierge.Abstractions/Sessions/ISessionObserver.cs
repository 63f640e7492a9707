namespace Concierge;

/// <summary>
/// Hears of sessions that begin and end, in this process and after it is durable. Register any number. A crash between the
/// commit and the call loses the call: the transcript and the session's record do not. Thread-safe.
/// </summary>
public interface ISessionObserver
{
    /// <summary>Called once for each change, in order within a conversation, whose next step waits for it: be quick. An exception is logged.</summary>
    ValueTask OnChangedAsync(ConversationId conversation, SessionEvent change, CancellationToken cancellationToken);
}
