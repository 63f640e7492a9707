namespace Concierge;

/// <summary>Whether a person wants messages that nobody asked for.</summary>
public enum Consent
{
    /// <summary>Never said.</summary>
    Unknown = 0,

    /// <summary>Asked for them.</summary>
    OptedIn = 1,

    /// <summary>Does not want them. Answers to what the person writes are still sent.</summary>
    OptedOut = 2,
}
