namespace Concierge;

/// <summary>
/// A question with choices. Up to three without descriptions are buttons, up to ten a list, more a numbered text; on a
/// channel without buttons always a numbered text. The number or the title is understood when it comes back.
/// </summary>
/// <param name="Text">The question.</param>
/// <param name="Choices">At least one.</param>
public sealed record ChoiceMessage(string Text, IReadOnlyList<Choice> Choices) : OutboundMessage
{
    /// <summary>Heading, or null. At most 60 characters.</summary>
    public string? Header { get; init; }

    /// <summary>Small print, or null. At most 60 characters.</summary>
    public string? Footer { get; init; }

    /// <summary>Caption of the button that opens a list. Default "☰".</summary>
    public string ListButton { get; init; } = "☰";

    /// <summary>True to show a list even where buttons would fit.</summary>
    public bool AsList { get; init; }

    /// <inheritdoc/>
    public override string Kind => "choice";

    /// <inheritdoc/>
    public override string? PlainText => Text;
}
