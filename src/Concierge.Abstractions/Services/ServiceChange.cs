namespace Concierge;

/// <summary>The outcome of a change to the catalogue.</summary>
/// <param name="Status">What became of it.</param>
/// <param name="Version">The version that is stored now; 0 when nothing is.</param>
public sealed record ServiceChange(ServiceChangeStatus Status, long Version)
{
    /// <summary>Why it was refused, a sentence each.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];
}
