namespace Concierge.Samples.Scenarios;

/// <summary>How a post sounds.</summary>
public enum Tone
{
    /// <summary>Warm.</summary>
    Warm,

    /// <summary>Factual.</summary>
    Factual,

    /// <summary>Funny.</summary>
    Funny,

    /// <summary>Formal.</summary>
    Formal,
}
