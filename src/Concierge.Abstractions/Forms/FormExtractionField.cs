namespace Concierge.Forms;

/// <summary>A field that an <see cref="IFormExtractor"/> may fill.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">One of <see cref="FormFieldTypes"/>.</param>
/// <param name="Prompt">The question that a person is asked, in the person's language.</param>
/// <param name="Choices">The values of a choice with their titles and synonyms; empty for other kinds.</param>
/// <param name="IsAsked">The question was just asked.</param>
public sealed record FormExtractionField(string Name, string Kind, string Prompt, IReadOnlyList<FormChoice> Choices, bool IsAsked);
