using Concierge.Routing;

namespace Concierge;

/// <summary>A tapped button or row leads to the service that has its id, or to the one that the menu offered.</summary>
public sealed class ChoiceRule : IRoutingRule
{
    /// <inheritdoc/>
    public ValueTask<RoutingDecision?> DecideAsync(RoutingContext routing)
    {
        ArgumentNullException.ThrowIfNull(routing);
        if (routing.Turn.Message.Body is not ChoiceBody choice)
        {
            return ValueTask.FromResult<RoutingDecision?>(null);
        }

        Services.CatalogueService? service = routing.Catalogue.FindByChoice(choice.ChoiceId)
            ?? (choice.ChoiceId.StartsWith(MenuWriter.ChoicePrefix, StringComparison.Ordinal) ? routing.Catalogue.Find(choice.ChoiceId[MenuWriter.ChoicePrefix.Length..]) : null);
        return ValueTask.FromResult(service is null ? null : RoutingDecision.To(service.Definition, "choice"));
    }
}
