namespace Concierge.Testing.Evaluation;

/// <summary>One thing that the person does, and what follows.</summary>
public sealed record DialogueTurn
{
    /// <summary>What the person writes; null if the person taps.</summary>
    public string? Says { get; init; }

    /// <summary>The choice that the person taps, by id or title; null if the person writes.</summary>
    public string? Taps { get; init; }

    /// <summary>What a scripted model replies in this turn, in order. A live model makes its own replies.</summary>
    public IReadOnlyList<DialogueModelReply> Model { get; init => field = value ?? []; } = [];

    /// <summary>Tool calls that the model must ask for, in this order; others may come between.</summary>
    public IReadOnlyList<DialogueCall> Calls { get; init => field = value ?? []; } = [];

    /// <summary>Tools that must run.</summary>
    public IReadOnlyList<string> MustRun { get; init => field = value ?? []; } = [];

    /// <summary>Tools that must not run; <c>*</c> for any.</summary>
    public IReadOnlyList<string> MustNotRun { get; init => field = value ?? []; } = [];

    /// <summary>What the person must hear.</summary>
    public ReplyExpectation Reply { get; init => field = value ?? new(); } = new();

    /// <summary>Whether a colleague must have the conversation afterwards; null if it does not matter.</summary>
    public bool? HandedOff { get; init; }
}
