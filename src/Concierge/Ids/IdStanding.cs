using System.Text.Json;

namespace Concierge.Ids;

/// <summary>What a conversation knows about codes; kept in its document. It holds no code.</summary>
internal sealed class IdStanding
{
    /// <summary>Since when codes are right, by the code's name; what they stand for is in the person's profile.</summary>
    public Dictionary<string, DateTimeOffset> Known { get; set; } = [];

    /// <summary>Wrong ones, by the code's name.</summary>
    public Dictionary<string, IdAttempts> Attempts { get; set; } = [];

    /// <summary>The service that waits for a code, or null.</summary>
    public string? AskedBy { get; set; }

    /// <summary>When it asked last.</summary>
    public DateTimeOffset AskedAt { get; set; }

    /// <summary>The message that led there and is answered once the code is right, or null.</summary>
    public JsonElement? Question { get; set; }
}
