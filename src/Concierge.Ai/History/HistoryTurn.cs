using System.Text.Json.Serialization;

namespace Concierge.Ai.History;

/// <summary>An earlier turn: kept or dropped as a whole, so that no call is ever parted from its result.</summary>
internal sealed class HistoryTurn
{
    [JsonPropertyName("m")]
    public List<HistoryMessage> Messages { get; set; } = [];

    /// <summary>It held text that was not the person's own.</summary>
    [JsonPropertyName("u")]
    public bool IsUntrusted { get; set; }

    /// <summary>Estimated tokens.</summary>
    [JsonPropertyName("k")]
    public int Tokens { get; set; }
}
