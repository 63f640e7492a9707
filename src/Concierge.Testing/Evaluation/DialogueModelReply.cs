namespace Concierge.Testing.Evaluation;

/// <summary>A scripted model's reply in a dialogue.</summary>
public sealed record DialogueModelReply
{
    /// <summary>Its words, or null.</summary>
    public string? Text { get; init; }

    /// <summary>The tools that it calls.</summary>
    public IReadOnlyList<DialogueCall> Calls { get; init => field = value ?? []; } = [];

    /// <summary>Whether the bot may do without it, for example because it asks the person instead of the model.</summary>
    public bool Optional { get; init; }
}
