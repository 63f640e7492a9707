using System.Text.Json;
using Concierge.Messaging;

namespace Concierge.Turns;

/// <summary>
/// When a conversation goes back to the bot by itself: so long after the last word of either side. A timer of the conversation keeps that time, so that it
/// is kept after a restart and does not need a message to come.
/// </summary>
internal static class IdleReturn
{
    public const string TimerName = "concierge.handoff";

    /// <summary>What the event and the transcript call it.</summary>
    public const string Reason = "idle";

    /// <summary>When somebody last acted, as far as it counts.</summary>
    public static DateTimeOffset? Since(ConversationDocument document, ConversationTimer? timer) =>
        timer?.Data is { ValueKind: JsonValueKind.String } data && data.TryGetDateTimeOffset(out DateTimeOffset noted) && !(document.LastHumanAt > noted)
            ? noted
            : document.LastHumanAt;

    public static bool IsDue(ConversationDocument document, TimeSpan idle, DateTimeOffset at) =>
        document.Handling == Handling.Human && Since(document, Find(document)) is { } since && at - since >= idle;

    /// <summary>Sets, moves or removes the timer, as the document says after an input.</summary>
    /// <param name="document">The document.</param>
    /// <param name="idle">How long nobody may act; null for ever.</param>
    /// <param name="wroteAt">When the person has written, if that was the input.</param>
    public static void Watch(ConversationDocument document, TimeSpan? idle, DateTimeOffset? wroteAt)
    {
        ConversationTimer? timer = Find(document);
        DateTimeOffset? since = Since(document, timer);
        since = wroteAt > since || since is null ? wroteAt : since;
        ConversationTimer? wanted = document.Handling == Handling.Human && idle is { } pause && since is { } from ? Timer(from, pause) : null;
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
    public static ConversationTimer? Timer(DateTimeOffset since, TimeSpan idle) => idle >= DateTimeOffset.MaxValue - since ? null : new ConversationTimer
    {
        Id = TimerName,
        Handler = TimerName,
        DueAt = since + idle,
        Data = JsonSerializer.SerializeToElement(since, MessagingJsonContext.Default.DateTimeOffset),
    };

    private static ConversationTimer? Find(ConversationDocument document) => document.Timers.Find(static timer => timer.Id == TimerName);
}
