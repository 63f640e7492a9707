namespace Concierge.Testing.Simulation.Checks;

/// <summary>Something that the host sends of its own accord, now or later.</summary>
internal sealed class NoticeFact
{
    private const string Words = " is due";

    public required string Id { get; init; }

    public required string Conversation { get; init; }

    /// <summary>When it is to be sent; null for at once.</summary>
    public required DateTimeOffset? At { get; init; }

    /// <summary>The wish is durable: the host was told so.</summary>
    public bool IsStored { get; set; }

    /// <summary>The host was told that the wish to take it back is durable.</summary>
    public bool IsCancelRequested { get; set; }

    /// <summary>It was taken back by a commit before it was owed.</summary>
    public bool IsCancelled { get; set; }

    public bool IsDeadLetter { get; set; }

    /// <summary>How often a commit owed it.</summary>
    public int Owed { get; set; }

    public string Text => TextOf(Id);

    /// <summary>What a timer of this name says.</summary>
    public static string TextOf(string name) => name + Words;

    /// <summary>The name of the timer that says this; null when none does.</summary>
    public static string? NameIn(string text) =>
        text.EndsWith(Words, StringComparison.Ordinal) && !text.AsSpan(0, text.Length - Words.Length).Contains(' ') ? text[..^Words.Length] : null;
}
