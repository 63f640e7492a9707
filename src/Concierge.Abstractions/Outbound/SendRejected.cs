namespace Concierge;

/// <summary>The provider refused the message for good; it becomes a dead letter.</summary>
/// <param name="Reason">Why, in channel-neutral terms.</param>
public sealed record SendRejected(RejectReason Reason) : SendResult
{
    /// <summary>The provider's code, or null.</summary>
    public string? Code { get; init; }

    /// <summary>A sentence for operators without personal data, or null.</summary>
    public string? Detail { get; init; }
}
