namespace Concierge;

/// <summary>Address-book cards.</summary>
/// <param name="Cards">At least one.</param>
public sealed record ContactsMessage(IReadOnlyList<ContactCard> Cards) : OutboundMessage
{
    /// <inheritdoc/>
    public override string Kind => "contacts";
}
