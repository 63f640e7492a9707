namespace Concierge.Routing;

internal sealed record RoutingStep(Type Type, Func<IServiceProvider, IRoutingRule> Create);
