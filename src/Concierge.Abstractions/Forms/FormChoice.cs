namespace Concierge.Forms;

/// <summary>One of the values that a field may have.</summary>
/// <param name="Value">What the record holds; for an enum the member's name.</param>
/// <param name="Title">What the person sees; the value itself where a definition gives none. WhatsApp: at most 20 characters on a button, 24 in a list.</param>
/// <param name="Synonyms">Other words for it, in any language.</param>
public sealed record FormChoice(string Value, LocalizedText Title, params IReadOnlyList<string> Synonyms)
{
    /// <summary>What the record holds; for an enum the member's name.</summary>
    public string Value { get => field ?? string.Empty; init; } = Value;

    /// <summary>What the person sees.</summary>
    public LocalizedText Title { get => field ?? new LocalizedText(Value); init; } = Title;

    /// <summary>Other words for it, in any language.</summary>
    public IReadOnlyList<string> Synonyms { get => field ?? []; init; } = Synonyms;
}
