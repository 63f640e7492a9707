using System.Text.Json.Serialization;

namespace Concierge.Forms;

/// <summary>A field of a <see cref="FormDefinition"/>.</summary>
public sealed record FormFieldDefinition
{
    /// <summary>Its name in the artifact: a letter, then letters, digits and underscores, 64 at most; different from the others also without regard to case.</summary>
    public string Name { get => field ?? string.Empty; init; } = string.Empty;

    /// <summary>What it holds: one of <see cref="FormFieldTypes"/>; null for <see cref="FormFieldTypes.Choice"/> when it has choices and <see cref="FormFieldTypes.Text"/> otherwise.</summary>
    public string? Type { get; init; }

    /// <summary>The question; null for a general one with its label.</summary>
    public LocalizedText? Prompt { get; init; }

    /// <summary>What it is called in summaries; null for its name in words.</summary>
    public LocalizedText? Label { get; init; }

    /// <summary>What is said when the person asks for help at this question, or null.</summary>
    public LocalizedText? Help { get; init; }

    /// <summary>What is said when an answer is not understood or does not match the pattern; null for a general sentence.</summary>
    public LocalizedText? Hint { get; init; }

    /// <summary>What people may call it besides, as in "change the appointment".</summary>
    public IReadOnlyList<string> AlsoCalled { get => field ?? []; init; } = [];

    /// <summary>True when it may be skipped; the artifact is without it then.</summary>
    public bool Optional { get; init; }

    /// <summary>The only values that it may have, 100 at most; for <see cref="FormFieldTypes.Choice"/>.</summary>
    public IReadOnlyList<FormChoice> Choices { get => field ?? []; init; } = [];

    /// <summary>Answers to tap; each must be what the field takes. Other answers are taken too.</summary>
    public IReadOnlyList<LocalizedText> QuickReplies { get => field ?? []; init; } = [];

    /// <summary>The least value, for numbers, amounts, dates (<c>2026-05-31</c>) and times (<c>09:00</c>); null without limit.</summary>
    [JsonConverter(typeof(TextOrNumberJsonConverter))]
    public string? Min { get; init; }

    /// <summary>The greatest value, like <see cref="Min"/>.</summary>
    [JsonConverter(typeof(TextOrNumberJsonConverter))]
    public string? Max { get; init; }

    /// <summary>The least length of a text or name, in UTF-16 units; null for 1.</summary>
    public int? MinLength { get; init; }

    /// <summary>The greatest length of a text or name, at most 1000; null for 500, and 80 for a name.</summary>
    public int? MaxLength { get; init; }

    /// <summary>A regular expression that a whole text or name must match; it is run without backtracking, and what takes longer than a quarter of a second does not match. Null for none.</summary>
    public string? Pattern { get; init; }

    /// <summary>For dates: true for today or later, whenever it is said.</summary>
    public bool NotInPast { get; init; }

    /// <summary>For dates: true for today or earlier, as of a birthday.</summary>
    public bool NotInFuture { get; init; }

    /// <summary>For numbers: words that follow the number in a sentence, as in "for 4 people".</summary>
    public IReadOnlyList<string> Units { get => field ?? []; init; } = [];
}
