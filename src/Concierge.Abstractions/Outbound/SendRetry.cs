namespace Concierge;

/// <summary>The message was certainly not sent; trying again repeats nothing.</summary>
/// <param name="Scope">What has to wait.</param>
public sealed record SendRetry(RetryScope Scope) : SendResult
{
    /// <summary>The least time to wait as the provider asked, or null for the host's back-off. Capped at one hour.</summary>
    public TimeSpan? After { get; init; }

    /// <summary>The provider's code, or null.</summary>
    public string? Code { get; init; }

    /// <summary>A sentence for operators without personal data, or null.</summary>
    public string? Detail { get; init; }
}
