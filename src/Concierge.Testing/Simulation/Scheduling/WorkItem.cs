namespace Concierge.Testing.Simulation.Scheduling;

/// <summary>A continuation that can run.</summary>
internal readonly record struct WorkItem(SimulationContext Context, SendOrPostCallback Callback, object? State);
