namespace Concierge.Storage;

/// <summary>What became of an append.</summary>
/// <param name="Status">All or nothing.</param>
/// <param name="Appended">How many items were new.</param>
/// <param name="Duplicates">How many were known already and were ignored.</param>
public readonly record struct AppendResult(AppendStatus Status, int Appended, int Duplicates);
