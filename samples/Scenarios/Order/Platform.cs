namespace Concierge.Samples.Scenarios;

/// <summary>Where a post is published.</summary>
public enum Platform
{
    /// <summary>LinkedIn.</summary>
    LinkedIn,

    /// <summary>Instagram.</summary>
    Instagram,

    /// <summary>Newsletter.</summary>
    Newsletter,
}
