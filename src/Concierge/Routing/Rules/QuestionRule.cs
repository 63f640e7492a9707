namespace Concierge;

/// <summary>A service that has asked something and recognises the answer (<see cref="ServiceRegistration.Claims"/>) gets it, whoever has the word.</summary>
public sealed class QuestionRule : IRoutingRule
{
    /// <inheritdoc/>
    public ValueTask<RoutingDecision?> DecideAsync(RoutingContext routing)
    {
        ArgumentNullException.ThrowIfNull(routing);
        foreach (Services.CatalogueService service in routing.Catalogue.Claiming)
        {
            if (service.Claims!(routing.Turn))
            {
                return ValueTask.FromResult<RoutingDecision?>(RoutingDecision.To(service.Definition, "answer to its question"));
            }
        }

        return ValueTask.FromResult<RoutingDecision?>(null);
    }
}
