using Concierge.Health;

namespace Concierge;

internal sealed class CoreHealthProbe(ConciergeStatistics statistics) : IHealthProbe
{
    public string Name => "core";

    public ValueTask<ComponentHealth> CheckAsync(CancellationToken cancellationToken) =>
        new(new ComponentHealth(true, "Conversations are being handled.") { Figures = statistics.Snapshot() });
}
