using Concierge.Ids;
using Concierge.Services;
using Concierge.Sessions;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Routing;

/// <summary>
/// Asks the rules in their order, lets the service that one of them names answer, and notes why. The same message in the same state always
/// leads to the same service.
/// </summary>
internal sealed class ServiceRouter
{
    private readonly IRoutingRule[] _rules;
    private readonly ServiceCatalogue _catalogue;
    private readonly CommandTable _commands;
    private readonly IRoleDirectory _roles;
    private readonly SessionKeeper _sessions;
    private readonly IdGate _ids;
    private readonly PromptWriter _prompts;

    public ServiceRouter(
        RoutingBuilder routing,
        IServiceProvider services,
        ServiceCatalogue catalogue,
        CommandTable commands,
        IRoleDirectory roles,
        SessionKeeper sessions,
        IdGate ids,
        PromptWriter prompts)
    {
        _rules = [.. routing.Steps.Select(step => step.Create(services))];
        _catalogue = catalogue;
        _commands = commands;
        _roles = roles;
        _sessions = sessions;
        _ids = ids;
        _prompts = prompts;
    }

    /// <summary>Fails when the catalogue has what the rules cannot serve; called before the first message.</summary>
    /// <exception cref="InvalidOperationException">There is no rule at all.</exception>
    public void Check()
    {
        if (_rules.Length == 0)
        {
            throw new InvalidOperationException("All routing rules were removed: no message would find a service. Remove ServiceRouterMiddleware from the turns instead.");
        }
    }

    /// <summary>False when nothing fits and nobody has answered.</summary>
    public async ValueTask<bool> RouteAsync(TurnContext turn)
    {
        CatalogueSnapshot catalogue = await _catalogue.CurrentAsync(turn.CancellationToken);
        _sessions.ExpireIfDue(turn, catalogue);
        var routing = new RoutingContext(turn, catalogue, _commands, _roles);
        foreach (IRoutingRule rule in _rules)
        {
            if (await rule.DecideAsync(routing) is not { } decision)
            {
                continue;
            }

            if (decision.Service is null)
            {
                Decide(turn, routing, decision.Reason);
                return true;
            }

            if (catalogue.Find(decision.Service) is { } service && await MayUseAsync(routing, service))
            {
                await AnswerAsync(turn, routing, service, decision.Reason);
                return true;
            }
        }

        Decide(turn, routing, "not answered: no service fits");
        return false;
    }

    private static async ValueTask<bool> MayUseAsync(RoutingContext routing, CatalogueService service)
    {
        if (await routing.MayUseAsync(service.Definition))
        {
            return true;
        }

        routing.Note($"'{service.Name}' is not for this person");
        return false;
    }

    private static void Decide(TurnContext turn, RoutingContext routing, string decision) =>
        turn.Decision = routing.Notes is { } notes ? $"{decision} ({notes})" : decision;

    private async ValueTask AnswerAsync(TurnContext turn, RoutingContext routing, CatalogueService service, string reason)
    {
        Decide(turn, routing, $"{service.Name}: {reason}");
        if (!IdGate.IsOpen(turn, service.Definition))
        {
            turn.Decision += $", {_ids.Ask(turn, service.Definition)}";
            return;
        }

        IdGate.Forget(turn);
        turn.Document.Service = service.Name;

        // A form that goes on after a colleague or another service has welcomed the person already.
        bool hadTheWord = turn.Document.ActiveService == service.Name;
        bool isNew = _sessions.Enter(turn, service);
        if (isNew && !hadTheWord)
        {
            _prompts.Say(turn, service.Definition, service.Definition.Prompts.Welcome);
        }

        int records = turn.Records.Count;
        await service.Create(turn.Services).HandleAsync(turn);
        _sessions.Settle(turn, service, isNew, records);
    }
}
