using Concierge.Routing;

namespace Concierge;

/// <summary>
/// The innermost step: chooses a service and lets it answer. What no service answers stays unanswered and says so in the
/// transcript.
/// </summary>
public sealed class ServiceRouterMiddleware : ITurnMiddleware
{
    private readonly ServiceRouter _router;

    internal ServiceRouterMiddleware(ServiceRouter router) => _router = router;

    /// <inheritdoc/>
    public ValueTask InvokeAsync(TurnContext turn, TurnDelegate next)
    {
        ArgumentNullException.ThrowIfNull(turn);
        ArgumentNullException.ThrowIfNull(next);
        if (_router.Choose(turn) is not { } route)
        {
            turn.Decision = "not answered: no service fits";
            return next(turn);
        }

        turn.Document.Service = route.Service.Name;
        turn.Decision = $"{route.Service.Name}: {route.Reason}";
        return route.Service.Create(turn.Services).HandleAsync(turn);
    }
}
