namespace Concierge.Storage.Sqlite.Writing;

/// <summary>How far a move of recent keys has come.</summary>
/// <param name="Keys">What is moved, sorted; null before it began.</param>
/// <param name="Days">When each was first seen.</param>
/// <param name="Copied">How many are in the sorted table.</param>
/// <param name="First">The first row of them that is not deleted yet.</param>
/// <param name="Last">The last row of them.</param>
internal readonly record struct KeyMove(UInt128[]? Keys, int[]? Days, int Copied, long First, long Last);
