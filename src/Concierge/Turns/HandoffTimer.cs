using Microsoft.Extensions.Options;

namespace Concierge.Turns;

/// <summary>Gives a conversation back to the bot in which nobody has acted for too long.</summary>
internal sealed class HandoffTimer(IOptions<ConciergeOptions> options) : ITimerHandler
{
    public string Name => IdleReturn.TimerName;

    public ValueTask HandleAsync(TurnContext turn, ConversationTimer timer)
    {
        if (turn.Document.Handling != Handling.Human || options.Value.HumanIdleReturn is not { } idle || IdleReturn.Since(turn.Document, timer) is not { } since)
        {
            return ValueTask.CompletedTask;
        }

        if (turn.Clock.GetUtcNow() - since >= idle)
        {
            turn.HandBack(IdleReturn.Reason);
            turn.Decision = "back to the bot: nobody has acted for too long";
        }
        else if (IdleReturn.Timer(since, idle) is { } later)
        {
            // The setting was changed since the timer was set.
            turn.Schedule(later);
        }

        return ValueTask.CompletedTask;
    }
}
