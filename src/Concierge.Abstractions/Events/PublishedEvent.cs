using System.Text.Json;

namespace Concierge.Events;

/// <summary>What a turn publishes; it becomes a <see cref="ConciergeEvent"/> with the turn's commit.</summary>
/// <param name="Type">What happened, for example <c>order.placed</c>.</param>
/// <param name="Data">What belongs to it, or null.</param>
public sealed record PublishedEvent(string Type, JsonElement? Data = null);
