using System.Diagnostics.CodeAnalysis;
using Concierge.Forms.Dialogue;
using Concierge.Routing;
using Concierge.Turns;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge;

/// <summary>
/// The order of the turn's steps. It starts as age check → block list → opt-out → live chat → loop breaker → rate limit → negative sentiment → forms → choices → router; the first is the outermost.
/// Each step is created once and serves all turns.
/// </summary>
public sealed class TurnPipelineBuilder
{
    private readonly List<TurnPipelineStep> _steps =
    [
        Step<AgeCheckMiddleware>(),
        Step<BlockListMiddleware>(),
        Step<OptOutMiddleware>(),
        Step<LiveChatMiddleware>(),
        Step<LoopBreakerMiddleware>(),
        Step<RateLimitMiddleware>(),
        Step<NegativeSentimentMiddleware>(),
        Step<FormMiddleware>(),
        Step<ChoiceMatchingMiddleware>(),
        new(typeof(ServiceRouterMiddleware), static services => new ServiceRouterMiddleware(services.GetRequiredService<ServiceRouter>())),
    ];

    internal TurnPipelineBuilder()
    {
    }

    internal IReadOnlyList<TurnPipelineStep> Steps => _steps;

    /// <summary>Adds a step directly before the router, after all added so far.</summary>
    public TurnPipelineBuilder Use<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TMiddleware>()
        where TMiddleware : class, ITurnMiddleware => Insert(EndOfAdded(), Step<TMiddleware>());

    /// <summary>Adds a step directly before the router, after all added so far.</summary>
    public TurnPipelineBuilder Use(Func<TurnContext, TurnDelegate, ValueTask> step)
    {
        ArgumentNullException.ThrowIfNull(step);
        return Insert(EndOfAdded(), new TurnPipelineStep(typeof(DelegateMiddleware), _ => new DelegateMiddleware(step)));
    }

    /// <summary>Adds a step as the outermost.</summary>
    public TurnPipelineBuilder UseFirst<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TMiddleware>()
        where TMiddleware : class, ITurnMiddleware => Insert(0, Step<TMiddleware>());

    /// <summary>Adds a step directly before (outside) another.</summary>
    /// <exception cref="InvalidOperationException">The other step is not in the pipeline.</exception>
    public TurnPipelineBuilder InsertBefore<TAnchor, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TMiddleware>()
        where TAnchor : ITurnMiddleware
        where TMiddleware : class, ITurnMiddleware => Insert(Find<TAnchor>(), Step<TMiddleware>());

    /// <summary>Adds a step directly after (inside) another.</summary>
    /// <exception cref="InvalidOperationException">The other step is not in the pipeline.</exception>
    public TurnPipelineBuilder InsertAfter<TAnchor, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TMiddleware>()
        where TAnchor : ITurnMiddleware
        where TMiddleware : class, ITurnMiddleware => Insert(Find<TAnchor>() + 1, Step<TMiddleware>());

    /// <summary>Takes a step out.</summary>
    /// <exception cref="InvalidOperationException">The step is not in the pipeline.</exception>
    public TurnPipelineBuilder Remove<TMiddleware>()
        where TMiddleware : ITurnMiddleware
    {
        _steps.RemoveAt(Find<TMiddleware>());
        return this;
    }

    private static TurnPipelineStep Step<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TMiddleware>()
        where TMiddleware : class, ITurnMiddleware =>
        new(typeof(TMiddleware), static services => ActivatorUtilities.GetServiceOrCreateInstance<TMiddleware>(services));

    private TurnPipelineBuilder Insert(int index, TurnPipelineStep step)
    {
        _steps.Insert(index, step);
        return this;
    }

    private int EndOfAdded()
    {
        int router = _steps.FindIndex(step => step.Type == typeof(ServiceRouterMiddleware));
        return router < 0 ? _steps.Count : router;
    }

    private int Find<TMiddleware>()
    {
        int index = _steps.FindIndex(step => step.Type == typeof(TMiddleware));
        return index >= 0
            ? index
            : throw new InvalidOperationException(
                $"{typeof(TMiddleware).Name} is not in the turn pipeline. It holds: {string.Join(", ", _steps.Select(step => step.Type.Name))}.");
    }
}
