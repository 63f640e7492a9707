namespace Concierge.Events;

/// <summary>
/// Learns what happened, durably: each event is delivered at least once, also after a restart, in the order in which it was committed, one at a
/// time per subscriber and beside the conversations, which never wait for it.
/// </summary>
public interface IEventSubscriber
{
    /// <summary>Its name: what is undelivered is kept under it, so do not change it while anything is.</summary>
    string Name { get; }

    /// <summary>
    /// Handles an event. An exception has it delivered again with growing pauses up to ten minutes, and after 20 tries made a dead letter. Events behind it wait.
    /// </summary>
    ValueTask HandleAsync(ConciergeEvent conciergeEvent, CancellationToken cancellationToken);
}
