using System.Text.Json;

namespace Concierge.Testing.Evaluation;

/// <summary>A tool call in a dialogue: made by a scripted model, or expected.</summary>
public sealed record DialogueCall
{
    /// <summary>The tool's name.</summary>
    public required string Tool { get; init; }

    /// <summary>The arguments. Expected ones must be there with these values; others may be there too.</summary>
    public IReadOnlyDictionary<string, JsonElement> Arguments { get; init => field = value ?? new Dictionary<string, JsonElement>(); } = new Dictionary<string, JsonElement>();
}
