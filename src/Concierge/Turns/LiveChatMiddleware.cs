using Concierge.Turns;
using Microsoft.Extensions.Options;

namespace Concierge;

/// <summary>
/// Keeps the bot silent while a person handles the conversation; the message is recorded. After
/// <see cref="ConciergeOptions.HumanIdleReturn"/> in which neither side acts the bot answers again.
/// </summary>
public sealed class LiveChatMiddleware(IOptions<ConciergeOptions> options) : ITurnMiddleware
{
    /// <inheritdoc/>
    public ValueTask InvokeAsync(TurnContext turn, TurnDelegate next)
    {
        ArgumentNullException.ThrowIfNull(turn);
        ArgumentNullException.ThrowIfNull(next);
        if (turn.Document.Handling == Handling.Bot)
        {
            return next(turn);
        }

        // The timer does this at its time; a message may come before it.
        if (options.Value.HumanIdleReturn is { } idle && IdleReturn.IsDue(turn.Document, idle, turn.ReceivedAt))
        {
            turn.HandBack(IdleReturn.Reason);
            return next(turn);
        }

        turn.Decision = "not answered: a person handles the conversation";
        return ValueTask.CompletedTask;
    }
}
