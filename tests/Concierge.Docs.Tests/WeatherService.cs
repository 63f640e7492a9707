namespace Concierge.Docs.Tests;

public sealed class WeatherService(string place) : IService
{
    public ValueTask HandleAsync(TurnContext turn)
    {
        turn.Reply($"Look out of the window in {place}.");
        return ValueTask.CompletedTask;
    }
}
