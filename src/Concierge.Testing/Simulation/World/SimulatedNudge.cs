namespace Concierge.Testing.Simulation.World;

/// <summary>A timer of the simulated bot: it says what it was set for.</summary>
internal sealed class SimulatedNudge : ITimerHandler
{
    public const string HandlerName = "sim.nudge";

    public string Name => HandlerName;

    public ValueTask HandleAsync(TurnContext turn, ConversationTimer timer)
    {
        turn.Reply(new TextMessage(Checks.NoticeFact.TextOf(timer.Data!.Value.GetString()!)) { Purpose = MessagePurpose.Reminder });
        return ValueTask.CompletedTask;
    }
}
