using Microsoft.Extensions.Options;

namespace Concierge;

/// <summary>
/// Records messages that are too old and does not answer them: after an outage nobody wants yesterday's questions answered at
/// once. A burst is as old as its newest message. A time in the future within <see cref="ConciergeOptions.ClockSkew"/> is now;
/// one further ahead counts as unknown, and unknown ages pass.
/// </summary>
public sealed class AgeCheckMiddleware(IOptions<ConciergeOptions> options) : ITurnMiddleware
{
    /// <inheritdoc/>
    public ValueTask InvokeAsync(TurnContext turn, TurnDelegate next)
    {
        ArgumentNullException.ThrowIfNull(turn);
        ArgumentNullException.ThrowIfNull(next);
        DateTimeOffset? newest = turn.Messages.Max(message => message.OccurredAt);
        if (newest is { } at && turn.Clock.GetUtcNow() - at > options.Value.MaxMessageAge)
        {
            turn.Decision = "not answered: too old";
            return ValueTask.CompletedTask;
        }

        return next(turn);
    }
}
