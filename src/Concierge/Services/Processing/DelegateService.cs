namespace Concierge.Services.Processing;

internal sealed class DelegateService(Func<TurnContext, ValueTask> handle) : IService
{
    public ValueTask HandleAsync(TurnContext turn) => handle(turn);
}
