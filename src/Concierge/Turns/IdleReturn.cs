namespace Concierge.Turns;

/// <summary>
/// When a conversation goes back to the bot by itself: so long after the colleague's last act. What the person writes does not put it off: who asks again
/// and again without an answer must not wait for ever. A timer of the conversation keeps that time, so that it is kept after a restart and does not need a message to come.
/// </summary>
internal static class IdleReturn
{
    public const string TimerName = "concierge.handoff";

    /// <summary>What the event and the transcript call it.</summary>
    public const string Reason = "idle";

    public static bool IsDue(ConversationDocument document, TimeSpan idle, DateTimeOffset at) =>
        document.Handling == Handling.Human && document.LastHumanAt is { } since && at - since >= idle;

    /// <summary>Sets, moves or removes the timer, as the document says after an input.</summary>
    /// <param name="document">The document.</param>
    /// <param name="idle">How long the colleague may do nothing; null for ever.</param>
    public static void Watch(ConversationDocument document, TimeSpan? idle)
    {
        ConversationTimer? timer = document.Timers.Find(static timer => timer.Id == TimerName);
        ConversationTimer? wanted = document.Handling == Handling.Human && idle is { } pause && document.LastHumanAt is { } since ? Timer(since, pause) : null;
        if (wanted?.DueAt == timer?.DueAt)
        {
            return;
        }

        document.Timers.RemoveAll(static other => other.Id == TimerName);
        if (wanted is not null)
        {
            document.Timers.Add(wanted);
        }
    }

    /// <summary>The timer; null where the time is beyond the calendar.</summary>
    public static ConversationTimer? Timer(DateTimeOffset since, TimeSpan idle) =>
        idle >= DateTimeOffset.MaxValue - since ? null : new ConversationTimer { Id = TimerName, Handler = TimerName, DueAt = since + idle };
}
