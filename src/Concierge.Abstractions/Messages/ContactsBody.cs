namespace Concierge;

/// <summary>Address-book cards.</summary>
/// <param name="Cards">The cards; may be empty when the provider sent none that can be read.</param>
public sealed record ContactsBody(IReadOnlyList<ContactCard> Cards) : MessageBody
{
    /// <summary>True when the person shared their own card because they were asked for it.</summary>
    public bool IsRequested { get; init; }

    /// <inheritdoc/>
    public override string Kind => "contacts";
}
