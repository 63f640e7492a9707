namespace Concierge.Ai.Guard.Numbers;

/// <summary>What the words right after a number say about it.</summary>
internal readonly record struct FigureSuffix
{
    public bool IsMoney { get; init; }

    public bool IsPercentage { get; init; }

    public bool IsUnit { get; init; }

    /// <summary>"k", "million", "cents"; null for none.</summary>
    public decimal? Times { get; init; }
}
