using Concierge.Routing;

namespace Concierge;

/// <summary>
/// The innermost step: chooses a service by the rules of <see cref="RoutingBuilder"/> and lets it answer. What no service answers stays
/// unanswered and says so in the transcript.
/// </summary>
public sealed class ServiceRouterMiddleware : ITurnMiddleware
{
    private readonly ServiceRouter _router;

    internal ServiceRouterMiddleware(ServiceRouter router) => _router = router;

    /// <inheritdoc/>
    public async ValueTask InvokeAsync(TurnContext turn, TurnDelegate next)
    {
        ArgumentNullException.ThrowIfNull(turn);
        ArgumentNullException.ThrowIfNull(next);
        if (!await _router.RouteAsync(turn))
        {
            await next(turn);
        }
    }
}
