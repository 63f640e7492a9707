using System.Text.Json.Serialization;

namespace Concierge;

/// <summary>
/// A visit to a service: from the message that led to it until it ends. A service that answers once and keeps nothing has
/// none that lasts. The conversation's current one is <see cref="ConversationDocument.Session"/>; every one is also a record.
/// </summary>
public sealed class ServiceSession
{
    /// <summary>The collection of the records; their ids are <see cref="Id"/>.</summary>
    public const string Collection = "sessions";

    /// <summary>Its id: the conversation's and a number. It holds nothing personal.</summary>
    public required string Id { get; set; }

    /// <summary>The service visited.</summary>
    public required string Service { get; set; }

    /// <summary>How it stands. Set it with <see cref="TurnContext.CompleteSession"/>.</summary>
    public SessionState State { get; set; }

    /// <summary>When it began.</summary>
    public DateTimeOffset StartedAt { get; set; }

    /// <summary>When the person last wrote in it.</summary>
    public DateTimeOffset LastActivityAt { get; set; }

    /// <summary>When it ended, or null.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Why it ended, in a few words; or null.</summary>
    public string? Reason { get; set; }

    /// <summary>What services keep with it, by name; saved with the turn, and in the record when its state changes.</summary>
    [JsonObjectCreationHandling(JsonObjectCreationHandling.Replace)]
    public Dictionary<string, string> Metadata { get; set; } = [];
}
