namespace Concierge.Samples.Scenarios;

/// <summary>How long a post is.</summary>
public enum PostLength
{
    /// <summary>Short.</summary>
    Short,

    /// <summary>Medium.</summary>
    Medium,

    /// <summary>Long.</summary>
    Long,
}
