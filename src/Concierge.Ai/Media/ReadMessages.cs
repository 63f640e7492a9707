using Microsoft.Extensions.AI;

namespace Concierge.Ai.Media;

/// <summary>What a model is given of a person's messages.</summary>
internal sealed class ReadMessages
{
    public List<AIContent> Contents { get; } = [];

    /// <summary>As the history keeps it: words, and a line for each file.</summary>
    public string Text { get; set; } = string.Empty;

    /// <summary>Some of it is not the person's own text.</summary>
    public bool IsUntrusted { get; set; }

    /// <summary>Why nothing of it can be read, as a sentence for the person; else null.</summary>
    public string? Refusal { get; set; }
}
