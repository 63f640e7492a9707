namespace Concierge;

/// <summary>Asks for a place; it comes back as a <see cref="LocationBody"/>.</summary>
/// <param name="Text">The question.</param>
public sealed record LocationRequestMessage(string Text) : OutboundMessage
{
    /// <inheritdoc/>
    public override string Kind => "locationRequest";

    /// <inheritdoc/>
    public override string? PlainText => Text;
}
