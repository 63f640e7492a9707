namespace Concierge.Samples.Scenarios;

/// <summary>A booking.</summary>
public sealed record Appointment(Treatment Treatment, DateOnly Day, TimeOnly Time, string Name);
