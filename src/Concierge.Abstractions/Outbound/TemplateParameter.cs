namespace Concierge;

/// <summary>One value put into a template.</summary>
/// <param name="Text">The text; no line breaks or tabs.</param>
public sealed record TemplateParameter(string Text)
{
    /// <summary>The placeholder's name in a template with named placeholders, or null in one with numbers.</summary>
    public string? Name { get; init; }
}
