namespace Concierge;

/// <summary>Asks a person whose number is hidden for it; it comes back as a <see cref="ContactsBody"/>.</summary>
/// <param name="Text">The question.</param>
public sealed record ContactRequestMessage(string Text) : OutboundMessage
{
    /// <inheritdoc/>
    public override string Kind => "contactRequest";

    /// <inheritdoc/>
    public override string? PlainText => Text;
}
