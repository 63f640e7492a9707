namespace Concierge.Testing;

/// <summary>As <see cref="HostProbe"/>, for a turn that a timer begins.</summary>
internal sealed class HostTimerProbe(ITimerHandler handler, HostProbe probe) : ITimerHandler
{
    public string Name => handler.Name;

    public ValueTask HandleAsync(TurnContext turn, ConversationTimer timer) => probe.WatchAsync(() => handler.HandleAsync(turn, timer));
}
