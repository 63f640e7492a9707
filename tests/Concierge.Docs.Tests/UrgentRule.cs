namespace Concierge.Docs.Tests;

#region rule
public sealed class UrgentRule : IRoutingRule
{
    public async ValueTask<RoutingDecision?> DecideAsync(RoutingContext routing) =>
        routing.Turn.Text.EndsWith("!!!", StringComparison.Ordinal)
            && routing.Find("contact") is { } contact
            && await routing.MayUseAsync(contact)
            ? RoutingDecision.To(contact, "urgent")
            : null;
}
#endregion
