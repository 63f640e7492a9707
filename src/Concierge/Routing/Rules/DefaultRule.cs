namespace Concierge;

/// <summary>The default service gets whatever nothing else answers.</summary>
public sealed class DefaultRule : IRoutingRule
{
    /// <inheritdoc/>
    public ValueTask<RoutingDecision?> DecideAsync(RoutingContext routing)
    {
        ArgumentNullException.ThrowIfNull(routing);
        return ValueTask.FromResult(routing.Catalogue.Default is { } service ? RoutingDecision.To(service.Definition, "default") : null);
    }
}
