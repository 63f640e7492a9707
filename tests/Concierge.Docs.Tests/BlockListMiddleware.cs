namespace Concierge.Docs.Tests;

public sealed class BlockListMiddleware : ITurnMiddleware
{
    public ValueTask InvokeAsync(TurnContext turn, TurnDelegate next) => next(turn);
}
