namespace Concierge.Routing;

internal sealed class FixedAnswerService(string text) : IService
{
    public ValueTask HandleAsync(TurnContext turn)
    {
        turn.Reply(text);
        return ValueTask.CompletedTask;
    }
}
