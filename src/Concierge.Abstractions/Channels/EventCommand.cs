using Concierge.Events;

namespace Concierge.Channels;

/// <summary>An event on its way to a subscriber.</summary>
/// <param name="Event">The event.</param>
public sealed record EventCommand(ConciergeEvent Event) : ConversationCommand;
