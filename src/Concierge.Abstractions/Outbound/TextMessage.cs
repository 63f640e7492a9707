namespace Concierge;

/// <summary>Plain text, with WhatsApp's own mark-up (<c>*bold*</c>, <c>_italic_</c>). Longer texts are split.</summary>
/// <param name="Text">The text; not empty.</param>
public sealed record TextMessage(string Text) : OutboundMessage
{
    /// <summary>Whether the app may fetch and show a preview of the first link. Default false: a preview tells the link's
    /// owner that the message was sent.</summary>
    public bool PreviewLinks { get; init; }

    /// <inheritdoc/>
    public override string Kind => "text";

    /// <inheritdoc/>
    public override string? PlainText => Text;
}
