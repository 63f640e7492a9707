namespace Concierge;

/// <summary>The advertisement or post through which the person came.</summary>
public sealed record AdReferral
{
    /// <summary><c>ad</c> or <c>post</c>, or null.</summary>
    public string? SourceType { get; init; }

    /// <summary>The provider's id of the ad, or null.</summary>
    public string? SourceId { get; init; }

    /// <summary>Where it leads, or null.</summary>
    public string? SourceUrl { get; init; }

    /// <summary>Headline, or null.</summary>
    public string? Headline { get; init; }

    /// <summary>Text, or null.</summary>
    public string? Body { get; init; }

    /// <summary>Click id for conversion reports, or null.</summary>
    public string? ClickId { get; init; }
}
