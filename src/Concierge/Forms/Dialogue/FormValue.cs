namespace Concierge.Forms.Dialogue;

/// <summary>A value as it is kept.</summary>
/// <param name="Kind">The kind of field that it was given for.</param>
/// <param name="Text">The value, as its kind writes it.</param>
/// <param name="IsAnswered">It was the answer to its question, not picked up from a sentence: only a correction replaces it.</param>
internal sealed record FormValue(string Kind, string Text, bool IsAnswered);
