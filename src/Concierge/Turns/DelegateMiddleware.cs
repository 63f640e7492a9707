namespace Concierge.Turns;

internal sealed class DelegateMiddleware(Func<TurnContext, TurnDelegate, ValueTask> invoke) : ITurnMiddleware
{
    public ValueTask InvokeAsync(TurnContext turn, TurnDelegate next) => invoke(turn, next);
}
