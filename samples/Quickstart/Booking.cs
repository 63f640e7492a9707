namespace Concierge.Samples.Quickstart;

/// <summary>Places in a baking class; kept with the conversation.</summary>
internal sealed record Booking(string Day, int People);
