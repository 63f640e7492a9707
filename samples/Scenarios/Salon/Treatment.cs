namespace Concierge.Samples.Scenarios;

/// <summary>What the salon does.</summary>
public enum Treatment
{
    /// <summary>35 €.</summary>
    Haircut,

    /// <summary>70 €.</summary>
    Colour,

    /// <summary>20 €.</summary>
    Shave,
}
