using Concierge.Routing.Keywords;

namespace Concierge;

/// <summary>The best keyword in the message leads to its service; see <see cref="ServiceTriggers.Keywords"/>. Services that are not for this person are passed over.</summary>
public sealed class KeywordRule : IRoutingRule
{
    /// <inheritdoc/>
    public async ValueTask<RoutingDecision?> DecideAsync(RoutingContext routing)
    {
        ArgumentNullException.ThrowIfNull(routing);
        KeywordIndex keywords = routing.Catalogue.Keywords;
        if (keywords.Find(routing.Turn.Text) is not { } hit)
        {
            return null;
        }

        bool[]? passedOver = null;
        while (routing.Catalogue.HasGates && routing.Catalogue.Gated[keywords.Owner(hit)])
        {
            ServiceDefinition gated = routing.Catalogue.Services[keywords.Owner(hit)].Definition;
            if (await routing.MayUseAsync(gated))
            {
                break;
            }

            routing.Note($"'{gated.Name}' has the keyword '{keywords.Folded(hit)}' and is not for this person");
            passedOver ??= new bool[routing.Catalogue.Services.Count];
            passedOver[keywords.Owner(hit)] = true;
            if (keywords.Find(routing.Turn.Text, passedOver) is not { } next)
            {
                return null;
            }

            hit = next;
        }

        string reason = $"keyword '{keywords.Folded(hit)}'{(hit.Typos > 0 ? " with a slip" : string.Empty)}";
        return RoutingDecision.To(routing.Catalogue.Services[keywords.Owner(hit)].Definition, reason);
    }
}
