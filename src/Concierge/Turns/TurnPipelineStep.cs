namespace Concierge.Turns;

internal sealed record TurnPipelineStep(Type Type, Func<IServiceProvider, ITurnMiddleware> Create);
