namespace Concierge;

/// <summary>A message from a template that the provider has approved: the only kind allowed outside the service window.</summary>
/// <param name="Name">The template's name (Meta) or content id (Twilio).</param>
/// <param name="Language">Language code of the template, for example <c>en_US</c>.</param>
public sealed record TemplateMessage(string Name, string Language) : OutboundMessage
{
    /// <summary>Values for the header text, or empty.</summary>
    public IReadOnlyList<TemplateParameter> Header { get; init; } = [];

    /// <summary>File for the header, or null.</summary>
    public MediaMessage? HeaderMedia { get; init; }

    /// <summary>Values for the body.</summary>
    public IReadOnlyList<TemplateParameter> Body { get; init; } = [];

    /// <summary>Variable parts of the buttons.</summary>
    public IReadOnlyList<TemplateButton> Buttons { get; init; } = [];

    /// <summary>What a channel without templates sends instead, and what the transcript shows; null sends nothing there.</summary>
    public string? FallbackText { get; init; }

    /// <inheritdoc/>
    public override string Kind => "template";

    /// <inheritdoc/>
    public override string? PlainText => FallbackText;
}
