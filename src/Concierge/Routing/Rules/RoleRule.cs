namespace Concierge;

/// <summary>A service that is there for people of a role gets what they write and nothing before it claims.</summary>
public sealed class RoleRule : IRoutingRule
{
    /// <inheritdoc/>
    public async ValueTask<RoutingDecision?> DecideAsync(RoutingContext routing)
    {
        ArgumentNullException.ThrowIfNull(routing);
        if (!routing.Catalogue.HasRoleTriggers)
        {
            return null;
        }

        foreach (ServiceDefinition service in routing.Services)
        {
            if (service.Triggers.Roles.Count > 0
                && await routing.FindRoleAsync(service) is { } role
                && service.Triggers.Roles.Contains(role)
                && await routing.MayUseAsync(service))
            {
                return RoutingDecision.To(service, $"role {role}");
            }
        }

        return null;
    }
}
