namespace Concierge;

/// <summary>A service in the catalogue.</summary>
/// <param name="Definition">What holds now.</param>
/// <param name="Source">Where it comes from.</param>
public sealed record CatalogueEntry(ServiceDefinition Definition, ServiceSource Source)
{
    /// <summary>What is wrong with a newer definition in the store, which therefore does not hold; empty when nothing is.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];
}
