using System.Text.Json.Serialization;

namespace Concierge.Ai.History;

/// <summary>One message of an earlier turn, as short as it can be kept.</summary>
internal sealed class HistoryMessage
{
    /// <summary>u, a or t.</summary>
    [JsonPropertyName("r")]
    public required string Role { get; init; }

    [JsonPropertyName("t")]
    public string? Text { get; init; }

    [JsonPropertyName("c")]
    public List<HistoryCall>? Calls { get; init; }
}
