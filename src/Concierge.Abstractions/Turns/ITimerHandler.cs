namespace Concierge;

/// <summary>
/// Handles timers (<see cref="TurnContext.Schedule"/>) of one name. Called like a service: one turn of a conversation at a time, at least once, its
/// effects visible together with the commit. The turn has no messages. While a person handles the conversation its replies are not sent.
/// </summary>
public interface ITimerHandler
{
    /// <summary>The name that timers are set for.</summary>
    string Name { get; }

    /// <summary>Handles a timer that is due; it is no longer in the document.</summary>
    ValueTask HandleAsync(TurnContext turn, ConversationTimer timer);
}
