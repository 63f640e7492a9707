namespace Concierge.Testing.Evaluation;

/// <summary>What the person must hear in one turn: all messages together, one line each. Case is ignored.</summary>
public sealed record ReplyExpectation
{
    /// <summary>Words that must be there, all of them.</summary>
    public IReadOnlyList<string> Contains { get; init => field = value ?? []; } = [];

    /// <summary>Words of which one must be there.</summary>
    public IReadOnlyList<string> ContainsAny { get; init => field = value ?? []; } = [];

    /// <summary>Regular expressions that must match, all of them.</summary>
    public IReadOnlyList<string> Matches { get; init => field = value ?? []; } = [];

    /// <summary>Regular expressions that must not match.</summary>
    public IReadOnlyList<string> MustNotSay { get; init => field = value ?? []; } = [];

    /// <summary>Whether the bot must say nothing; null if the other expectations decide.</summary>
    public bool? Silent { get; init; }
}
