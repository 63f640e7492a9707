namespace Concierge.Samples.Quickstart;

/// <summary>What is known of an order so far; kept with the conversation, so it survives a restart.</summary>
/// <param name="Item">What was chosen, or null.</param>
/// <param name="Quantity">How many, or null.</param>
internal sealed record Order(string? Item, int? Quantity);
