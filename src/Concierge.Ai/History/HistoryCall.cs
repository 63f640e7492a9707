using System.Text.Json.Serialization;

namespace Concierge.Ai.History;

/// <summary>A call (in an assistant's message) or its result (in a tool's).</summary>
internal sealed class HistoryCall
{
    [JsonPropertyName("i")]
    public string Id { get; set; } = string.Empty;

    [JsonPropertyName("n")]
    public string? Name { get; set; }

    /// <summary>The arguments as JSON, or the result.</summary>
    [JsonPropertyName("x")]
    public string Text { get; set; } = string.Empty;
}
