namespace Concierge.Testing.Simulation.World;

/// <summary>What simulated persons book.</summary>
internal sealed record SimulatedBooking(string Room, int Nights);
