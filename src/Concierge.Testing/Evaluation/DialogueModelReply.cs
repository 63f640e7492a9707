namespace Concierge.Testing.Evaluation;

/// <summary>A scripted model's reply in a dialogue.</summary>
public sealed record DialogueModelReply
{
    /// <summary>Its words, or null.</summary>
    public string? Text { get; init; }

    /// <summary>The tools that it calls.</summary>
    public IReadOnlyList<DialogueCall> Calls { get; init => field = value ?? []; } = [];
}
