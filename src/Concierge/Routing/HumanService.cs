namespace Concierge.Routing;

/// <summary>Gives the conversation to a person.</summary>
internal sealed class HumanService(string? welcome) : IService
{
    public ValueTask HandleAsync(TurnContext turn)
    {
        if (welcome is not null)
        {
            turn.Reply(welcome);
        }

        turn.HandOff(turn.Text);
        return ValueTask.CompletedTask;
    }
}
