using Concierge.Channels;

namespace Concierge;

/// <summary>
/// Carries out what a colleague has decided (<see cref="IConciergeDesk.DecideAsync"/>). Called like a service: one turn of a conversation at a time, at
/// least once, its effects visible together with the commit. The turn has no messages; its replies are sent even while a person handles the conversation.
/// A package whose actions need approval registers one as a singleton.
/// </summary>
public interface IDecisionHandler
{
    /// <summary>Handles a decision; false when the action is not one of its own, or does not wait any more.</summary>
    ValueTask<bool> TryHandleAsync(TurnContext turn, DecideCommand decision);
}
