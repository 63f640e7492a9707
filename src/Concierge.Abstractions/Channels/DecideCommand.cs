namespace Concierge.Channels;

/// <summary>A colleague approves or refuses an action that waits for that (<see cref="IDecisionHandler"/>). Without effect when it does not wait any more.</summary>
/// <param name="ActionId">Which.</param>
/// <param name="IsApproved">Whether it may be done.</param>
public sealed record DecideCommand(string ActionId, bool IsApproved) : ConversationCommand;
