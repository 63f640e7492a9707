using System.Text.Json.Serialization;

namespace Concierge.Ai.History;

/// <summary>One message of an earlier turn, as short as it can be kept.</summary>
[JsonConverter(typeof(HistoryMessageConverter))]
internal sealed class HistoryMessage
{
    public const char User = 'u';
    public const char Assistant = 'a';
    public const char Tool = 't';

    /// <summary>Who said it.</summary>
    public required char Role { get; init; }

    public string? Text { get; init; }

    public List<HistoryCall>? Calls { get; init; }
}
