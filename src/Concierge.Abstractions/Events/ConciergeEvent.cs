using System.Text.Json;

namespace Concierge.Events;

/// <summary>Something that happened in a conversation and that the host or another system wants to know.</summary>
public sealed record ConciergeEvent
{
    /// <summary>Its id: the same when it is delivered again.</summary>
    public required string Id { get; init; }

    /// <summary>What happened; the core's own are in <see cref="ConciergeEventTypes"/>.</summary>
    public required string Type { get; init; }

    /// <summary>When, by the host's clock.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>In which conversation.</summary>
    public required ConversationId Conversation { get; init; }

    /// <summary>The account it is on, as <c>channel/name</c>.</summary>
    public required string Account { get; init; }

    /// <summary>What belongs to it, or null. May hold personal data.</summary>
    public JsonElement? Data { get; init; }
}
