namespace Concierge;

/// <summary>A line of the attempt ledger. It is written before the attempt is made and completed afterwards.</summary>
public sealed record AttemptRecord
{
    /// <summary>1 for the first try.</summary>
    public required int Number { get; init; }

    /// <summary>The id the provider was given.</summary>
    public required string AttemptId { get; init; }

    /// <summary>When it was recorded, just before it was made.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When its outcome was recorded, or null while unknown.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>accepted, rejected, retry, ambiguous, interrupted (a crash while it was on the wire); null while unknown.</summary>
    public string? Outcome { get; init; }

    /// <summary>The provider's code, or null.</summary>
    public string? Code { get; init; }

    /// <summary>A sentence for operators without personal data, or null.</summary>
    public string? Detail { get; init; }
}
