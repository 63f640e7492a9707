namespace Concierge.Forms;

/// <summary>One of the values that a field may have.</summary>
/// <param name="Value">What the record holds; for an enum the member's name.</param>
/// <param name="Title">What the person sees. WhatsApp: at most 20 characters on a button, 24 in a list.</param>
/// <param name="Synonyms">Other words for it, in any language.</param>
public sealed record FormChoice(string Value, LocalizedText Title, params IReadOnlyList<string> Synonyms);
