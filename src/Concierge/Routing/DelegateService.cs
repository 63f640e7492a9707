namespace Concierge.Routing;

internal sealed class DelegateService(Func<TurnContext, ValueTask> handle) : IService
{
    public ValueTask HandleAsync(TurnContext turn) => handle(turn);
}
