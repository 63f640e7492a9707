using Concierge.Ids;
using Concierge.Routing;
using Concierge.Services;

namespace Concierge;

/// <summary>
/// A message that is a right code leads to the service whose code it is (<see cref="ServiceTriggers.IntrinsicId"/>). What only looks like one
/// counts as an attempt and goes on its way. The service sees a tap on its name in the menu, not the code.
/// </summary>
public sealed class TypedIdRule : IRoutingRule
{
    private readonly IdGate _gate;
    private readonly PromptWriter _prompts;

    internal TypedIdRule(IdGate gate, PromptWriter prompts)
    {
        _gate = gate;
        _prompts = prompts;
    }

    /// <inheritdoc/>
    public async ValueTask<RoutingDecision?> DecideAsync(RoutingContext routing)
    {
        ArgumentNullException.ThrowIfNull(routing);
        TurnContext turn = routing.Turn;
        if (!routing.Catalogue.HasGates || turn.Messages.Count != 1 || turn.Message.Body is not TextBody { Text.Length: > 0 and <= 200 } body)
        {
            return null;
        }

        foreach (ServiceDefinition service in routing.Services)
        {
            if (!service.Triggers.IntrinsicId
                || service.IntrinsicId?.Pattern is not { } pattern
                || !IntrinsicIdPattern.IsWhole(pattern, body.Text.Trim())
                || !await routing.MayUseAsync(service))
            {
                continue;
            }

            turn.IsConfidential = true;
            IdCheck check = await _gate.CheckAsync(turn, service, body.Text);
            if (check == IdCheck.Right)
            {
                turn.ReplaceMessages([turn.Message with { Body = new ChoiceBody(MenuWriter.ChoicePrefix + service.Name, _prompts.Title(turn, service)) }]);
                return RoutingDecision.To(service, "its code");
            }

            routing.Note($"looks like the code of '{service.Name}'");
        }

        return null;
    }
}
