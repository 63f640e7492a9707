namespace Concierge;

/// <summary>
/// One way in which a message finds its service. Rules are asked in their order; the first that decides ends the search. One instance
/// serves all turns at once. The same message in the same state must get the same answer.
/// </summary>
public interface IRoutingRule
{
    /// <summary>Decides; null leaves the message to the next rule.</summary>
    ValueTask<RoutingDecision?> DecideAsync(RoutingContext routing);
}
