namespace Concierge.Tests.Routing;

/// <summary>A host's own rule: who shouts goes to the front.</summary>
public sealed class ExclamationRule : IRoutingRule
{
    public ValueTask<RoutingDecision?> DecideAsync(RoutingContext routing) =>
        ValueTask.FromResult(routing.Turn.Text.EndsWith('!') && routing.Find("vip") is { } vip ? RoutingDecision.To(vip, "shouted") : null);
}
