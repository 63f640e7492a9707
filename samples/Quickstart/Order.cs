namespace Concierge.Samples.Quickstart;

/// <summary>An order that is being taken.</summary>
internal sealed record Order(string Product, int? Quantity = null);
