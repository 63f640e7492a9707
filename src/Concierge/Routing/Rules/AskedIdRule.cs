using Concierge.Ids;
using Concierge.Routing.Keywords;
using Concierge.Services;

namespace Concierge;

/// <summary>
/// A text after a service has asked for its code is the code, unless it is a command or a keyword of another service stands in it. The
/// message that led to the service is then answered in the code's place. After an hour nobody waits for the code any more.
/// </summary>
public sealed class AskedIdRule : IRoutingRule
{
    private readonly IdGate _gate;

    internal AskedIdRule(IdGate gate) => _gate = gate;

    /// <inheritdoc/>
    public async ValueTask<RoutingDecision?> DecideAsync(RoutingContext routing)
    {
        ArgumentNullException.ThrowIfNull(routing);
        TurnContext turn = routing.Turn;
        if (IdGate.AskedBy(turn) is not { } name || turn.Message.Body is not TextBody body || routing.Commands.Find(turn, routing.Catalogue) is not null)
        {
            return null;
        }

        if (routing.Catalogue.Find(name) is not { Definition.IntrinsicId: not null } service || !await routing.MayUseAsync(service.Definition))
        {
            IdGate.Forget(turn);
            return null;
        }

        if (LeadsElsewhere(routing, service))
        {
            return null;
        }

        // Even a wrong code may be right with one letter changed.
        turn.IsConfidential = true;
        IdCheck check = await _gate.CheckAsync(turn, service.Definition, body.Text);
        if (check == IdCheck.Right)
        {
            IdGate.Resume(turn);
            return RoutingDecision.To(service.Definition, "its code was right");
        }

        _gate.Tell(turn, service.Definition, check);
        return RoutingDecision.Answered($"{name}: {Reason(check)}");
    }

    private static string Reason(IdCheck check) => check switch
    {
        IdCheck.Wrong => "its code was wrong",
        IdCheck.Locked => "locked out after wrong codes",
        _ => "its code could not be checked",
    };

    /// <summary>Such a text is not even checked: what is not counted must not be a guess.</summary>
    private static bool LeadsElsewhere(RoutingContext routing, CatalogueService service)
    {
        KeywordIndex keywords = routing.Catalogue.Keywords;
        return keywords.Find(routing.Turn.Text, withTypos: false) is { } hit
            && routing.Catalogue.Services[keywords.Owner(hit)] != service;
    }
}
