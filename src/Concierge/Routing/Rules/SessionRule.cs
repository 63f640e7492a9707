namespace Concierge;

/// <summary>What leads nowhere else goes on in the session, if its service wants that (<see cref="ServiceHold.Continue"/>).</summary>
public sealed class SessionRule : IRoutingRule
{
    /// <inheritdoc/>
    public async ValueTask<RoutingDecision?> DecideAsync(RoutingContext routing)
    {
        ArgumentNullException.ThrowIfNull(routing);
        if (routing.Turn.Document.Session is not { State: SessionState.Active } session
            || routing.Catalogue.Find(session.Service) is not { } service
            || service.Hold == ServiceHold.None)
        {
            return null;
        }

        if (await routing.MayUseAsync(service.Definition))
        {
            return RoutingDecision.To(service.Definition, "session goes on");
        }

        routing.Note($"the session with '{service.Name}' is not for this person any more");
        return null;
    }
}
