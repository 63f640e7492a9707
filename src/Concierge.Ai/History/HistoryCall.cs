using System.Text.Json.Serialization;

namespace Concierge.Ai.History;

/// <summary>A call (in an assistant's message) or its result (in a tool's).</summary>
internal sealed class HistoryCall
{
    [JsonPropertyName("i")]
    public required string Id { get; init; }

    [JsonPropertyName("n")]
    public string? Name { get; init; }

    /// <summary>The arguments as JSON, or the result.</summary>
    [JsonPropertyName("x")]
    public required string Text { get; init; }
}
