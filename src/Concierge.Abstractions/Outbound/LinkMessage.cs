namespace Concierge;

/// <summary>Text with one button that opens an address.</summary>
/// <param name="Text">The text.</param>
/// <param name="ButtonText">The button's caption, at most 20 characters.</param>
/// <param name="Url">Where it leads.</param>
public sealed record LinkMessage(string Text, string ButtonText, Uri Url) : OutboundMessage
{
    /// <summary>Heading, or null.</summary>
    public string? Header { get; init; }

    /// <summary>Small print, or null.</summary>
    public string? Footer { get; init; }

    /// <inheritdoc/>
    public override string Kind => "link";

    /// <inheritdoc/>
    public override string? PlainText => Text;
}
