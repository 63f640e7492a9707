namespace Concierge.Tests.Forms;

/// <summary>A salon's appointment.</summary>
public sealed record Booking(Treatment Treatment, DateOnly Day, TimeOnly Time, string Name, string? Notes = null);
