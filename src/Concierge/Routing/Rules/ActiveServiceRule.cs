namespace Concierge;

/// <summary>
/// The service that has the word (<see cref="ConversationDocument.ActiveService"/>) gets everything. One that the catalogue keeps the word for
/// (<see cref="ServiceHold"/>) lets commands through.
/// </summary>
public sealed class ActiveServiceRule : IRoutingRule
{
    /// <inheritdoc/>
    public async ValueTask<RoutingDecision?> DecideAsync(RoutingContext routing)
    {
        ArgumentNullException.ThrowIfNull(routing);
        TurnContext turn = routing.Turn;
        if (routing.Catalogue.Find(turn.Document.ActiveService) is not { } service)
        {
            return null;
        }

        if (service.Hold != ServiceHold.None && routing.Commands.Find(turn, routing.Catalogue) is not null)
        {
            return null;
        }

        if (await routing.MayUseAsync(service.Definition))
        {
            return RoutingDecision.To(service.Definition, "active service");
        }

        turn.CompleteSession("not for this person any more");
        return null;
    }
}
