namespace Concierge.Health;

/// <summary>How one component is.</summary>
/// <param name="IsReady">Whether it can do its work.</param>
/// <param name="Description">A sentence for operators without secrets or personal data.</param>
public sealed record ComponentHealth(bool IsReady, string Description)
{
    /// <summary>Figures worth showing, by name.</summary>
    public IReadOnlyDictionary<string, long> Figures { get; init; } = new Dictionary<string, long>();
}
