using Concierge.Ids;
using Concierge.Routing;
using Concierge.Services;
using Concierge.Services.Processing;
using Concierge.Sessions;

namespace Concierge;

/// <summary>
/// Commands: messages that are nothing but a word such as <c>menu</c>, <c>stop</c> or <c>agent</c>, or one of the host's. A command that has nothing
/// to do here (nothing to stop, nobody to call) is an ordinary message.
/// </summary>
public sealed class CommandRule : IRoutingRule
{
    private readonly PromptWriter _prompts;
    private readonly MenuWriter _menu;

    internal CommandRule(PromptWriter prompts, MenuWriter menu)
    {
        _prompts = prompts;
        _menu = menu;
    }

    /// <inheritdoc/>
    public async ValueTask<RoutingDecision?> DecideAsync(RoutingContext routing)
    {
        ArgumentNullException.ThrowIfNull(routing);
        if (routing.Commands.Find(routing.Turn, routing.Catalogue) is not { } name)
        {
            return null;
        }

        string reason = $"command '{name}'";
        if (routing.Commands.FindHostCommand(name) is { } command)
        {
            await command.Handle(routing.Turn);
            return RoutingDecision.Answered(reason);
        }

        return name switch
        {
            CommandTable.Menu => await MenuAsync(routing, reason),
            CommandTable.Stop => Stop(routing, reason),
            CommandTable.Agent => await AgentAsync(routing, reason),
            _ => null,
        };
    }

    private async ValueTask<RoutingDecision?> MenuAsync(RoutingContext routing, string reason)
    {
        if (!await _menu.ShowAsync(routing))
        {
            return null;
        }

        IdGate.Forget(routing.Turn);
        if (routing.Turn.Document.ActiveService is not null)
        {
            SessionKeeper.Leave(routing.Turn, SessionState.Completed, "left for the menu");
        }

        return RoutingDecision.Answered(reason);
    }

    private RoutingDecision? Stop(RoutingContext routing, string reason)
    {
        TurnContext turn = routing.Turn;
        string? asked = IdGate.AskedBy(turn);
        ServiceSession? session = turn.Document.Session is { State: SessionState.Active } active ? active : null;
        if (asked is null && session is null)
        {
            return null;
        }

        IdGate.Forget(turn);
        SessionKeeper.Leave(turn, SessionState.Completed, "left by command");
        ServiceDefinition? service = routing.Find(session?.Service ?? asked!);
        if (service is not null)
        {
            _prompts.Say(turn, service, service.Prompts.Goodbye ?? Sentences.Goodbye);
        }

        return RoutingDecision.Answered(reason);
    }

    private async ValueTask<RoutingDecision?> AgentAsync(RoutingContext routing, string reason)
    {
        TurnContext turn = routing.Turn;
        if (turn.Document.Session is { State: SessionState.Active } session && routing.Find(session.Service) is { } current && IsKind(current, ServiceKinds.Hybrid))
        {
            HybridService.HandOff(turn, current, _prompts, HandoffReason.Requested);
            SessionKeeper.Leave(turn, SessionState.HandedOff, "asked for a person");
            return RoutingDecision.Answered($"{current.Name}: {reason}");
        }

        foreach (string kind in (string[])[ServiceKinds.Human, ServiceKinds.Hybrid])
        {
            foreach (ServiceDefinition service in routing.Services.Where(service => IsKind(service, kind) && service.IntrinsicId is null))
            {
                if (!await routing.MayUseAsync(service))
                {
                    continue;
                }

                if (kind == ServiceKinds.Human)
                {
                    return RoutingDecision.To(service, reason);
                }

                HybridService.HandOff(turn, service, _prompts, HandoffReason.Requested);
                return RoutingDecision.Answered($"{service.Name}: {reason}");
            }
        }

        return null;
    }

    private static bool IsKind(ServiceDefinition service, string kind) => string.Equals(service.Processing, kind, StringComparison.OrdinalIgnoreCase);
}
