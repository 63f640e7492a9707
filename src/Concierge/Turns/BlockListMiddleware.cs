namespace Concierge;

/// <summary>Records what a blocked person (<see cref="ContactProfile.IsBlocked"/>) writes and does not answer.</summary>
public sealed class BlockListMiddleware : ITurnMiddleware
{
    /// <inheritdoc/>
    public ValueTask InvokeAsync(TurnContext turn, TurnDelegate next)
    {
        ArgumentNullException.ThrowIfNull(turn);
        ArgumentNullException.ThrowIfNull(next);
        if (!turn.Document.Profile.IsBlocked)
        {
            return next(turn);
        }

        turn.Decision = "not answered: blocked";
        return ValueTask.CompletedTask;
    }
}
