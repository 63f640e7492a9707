using System.Globalization;

namespace Concierge.Reliability.Tests.Rig;

/// <summary>What the checker found.</summary>
internal sealed record LedgerVerdict
{
    public required int Acknowledged { get; init; }

    public required int Effects { get; init; }

    /// <summary>Texts that were answered 200 and never had an effect.</summary>
    public required IReadOnlyList<string> Lost { get; init; }

    /// <summary>Texts with one effect too many for which no crash and no ambiguous answer accounts.</summary>
    public required IReadOnlyList<string> UnexplainedDuplicates { get; init; }

    /// <summary>How many further effects each crash or ambiguous answer accounts for.</summary>
    public required IReadOnlyList<int> DuplicatesPerDeath { get; init; }

    public required int ExplainedDuplicates { get; init; }

    /// <summary>Texts that took effect before one that was accepted earlier in the same conversation.</summary>
    public required IReadOnlyList<string> Inversions { get; init; }

    /// <summary>Effects that answer nothing that was ever posted, or that reached somebody else.</summary>
    public required IReadOnlyList<string> Foreign { get; init; }

    public required int Deaths { get; init; }

    /// <summary>From process start to ready.</summary>
    public required IReadOnlyList<TimeSpan> Startups { get; init; }

    /// <summary>From process start to the first send.</summary>
    public required IReadOnlyList<TimeSpan> FirstSends { get; init; }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"""
        acknowledged {Acknowledged}, effects {Effects}, deaths {Deaths}
        lost {Lost.Count}, duplicates explained {ExplainedDuplicates} (most at one death {DuplicatesPerDeath.DefaultIfEmpty().Max()}), unexplained {UnexplainedDuplicates.Count}
        order inversions {Inversions.Count}, foreign effects {Foreign.Count}
        start to ready: p50 {Percentiles.Of(Startups, 50).TotalMilliseconds:F0} ms, p95 {Percentiles.Of(Startups, 95).TotalMilliseconds:F0} ms
        start to first send: p50 {Percentiles.Of(FirstSends, 50).TotalMilliseconds:F0} ms, p95 {Percentiles.Of(FirstSends, 95).TotalMilliseconds:F0} ms
        """);
}
