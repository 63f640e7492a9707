namespace Concierge.Samples.Scenarios;

/// <summary>Somebody who wants to be called.</summary>
public sealed record Lead(string Interest, string Name, string Phone);
