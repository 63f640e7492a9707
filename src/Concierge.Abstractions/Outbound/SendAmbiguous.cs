namespace Concierge;

/// <summary>The request may have had its effect: time-out after the body was sent, cut connection, server error, unreadable answer.</summary>
public sealed record SendAmbiguous : SendResult
{
    /// <summary>A sentence for operators without personal data, or null.</summary>
    public string? Detail { get; init; }
}
