namespace Concierge;

/// <summary>Who wrote a line of the transcript.</summary>
public enum Author
{
    /// <summary>The person on the other side.</summary>
    Contact = 0,

    /// <summary>The bot.</summary>
    Bot = 1,

    /// <summary>A colleague.</summary>
    Human = 2,

    /// <summary>Concierge or the provider: notices and decisions.</summary>
    System = 3,
}
