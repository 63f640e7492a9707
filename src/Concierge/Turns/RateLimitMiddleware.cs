using System.Text.Json;
using Concierge.Messaging;
using Microsoft.Extensions.Options;

namespace Concierge;

/// <summary>
/// Bounds how many turns one person has in a minute (<see cref="OutboundOptions.MaxTurnsPerMinute"/>): one notice, then silence until there is room again.
/// </summary>
public sealed class RateLimitMiddleware(IOptions<ConciergeOptions> options) : ITurnMiddleware
{
    private const string StateName = "concierge.rate";

    /// <inheritdoc/>
    public ValueTask InvokeAsync(TurnContext turn, TurnDelegate next)
    {
        ArgumentNullException.ThrowIfNull(turn);
        ArgumentNullException.ThrowIfNull(next);
        if (options.Value.Outbound.MaxTurnsPerMinute is not { } most)
        {
            return next(turn);
        }

        DateTimeOffset now = turn.Clock.GetUtcNow();
        TurnRate rate = turn.GetState(StateName, MessagingJsonContext.Default.TurnRate) ?? new TurnRate(most, now, false);
        double left = Math.Min(most, rate.Left + ((now - rate.At).TotalMinutes * most));
        bool passes = left >= 1;
        bool tells = !passes && !rate.IsTold;
        turn.SetState(StateName, new TurnRate(passes ? left - 1 : left, now, !passes), MessagingJsonContext.Default.TurnRate);
        if (passes)
        {
            return next(turn);
        }

        turn.Decision = "not answered: too many messages";
        if (tells)
        {
            turn.Reply(RateTexts.SlowDown(turn.Language));
        }

        return ValueTask.CompletedTask;
    }
}
