using Concierge.Events;

namespace Concierge.Testing.Simulation.World;

/// <summary>Hears of events, and keeps nothing.</summary>
internal sealed class SimulatedSubscriber : IEventSubscriber
{
    public string Name => "sim";

    public ValueTask HandleAsync(ConciergeEvent conciergeEvent, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
