using Microsoft.Extensions.Options;

namespace Concierge;

/// <summary>
/// Keeps the bot silent while a person handles the conversation; the message is recorded. After
/// <see cref="ConciergeOptions.HumanIdleReturn"/> without a word from that person the bot answers again.
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

        if (options.Value.HumanIdleReturn is { } idle
            && turn.Document.LastHumanAt is { } last
            && turn.Clock.GetUtcNow() - last > idle)
        {
            turn.HandBack();
            return next(turn);
        }

        turn.Decision = "not answered: a person handles the conversation";
        return ValueTask.CompletedTask;
    }
}
