namespace Concierge;

/// <summary>One line of a catalogue order.</summary>
/// <param name="ProductId">The retailer's product id.</param>
/// <param name="Quantity">How many.</param>
/// <param name="Price">Price of one, or null.</param>
/// <param name="Currency">ISO 4217 code, or null.</param>
public sealed record OrderItem(string ProductId, decimal Quantity, decimal? Price, string? Currency);
