namespace Concierge;

/// <summary>An order from a catalogue.</summary>
/// <param name="CatalogId">The catalogue, or null.</param>
/// <param name="Items">The lines.</param>
public sealed record OrderBody(string? CatalogId, IReadOnlyList<OrderItem> Items) : MessageBody
{
    /// <summary>The note sent with the order, or null.</summary>
    public string? Text { get; init; }

    /// <inheritdoc/>
    public override string Kind => "order";

    /// <inheritdoc/>
    public override string? PlainText => Text;
}
