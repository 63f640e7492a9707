namespace Concierge.Samples.Scenarios;

/// <summary>What the secretary is asked for.</summary>
public sealed record Ticket(string Subject);
