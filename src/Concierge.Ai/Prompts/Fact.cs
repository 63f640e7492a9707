namespace Concierge.Ai;

/// <summary>Something that was looked up for a turn.</summary>
/// <param name="Text">The text, given to the model as data.</param>
public sealed record Fact(string Text)
{
    /// <summary>Where it comes from, or null.</summary>
    public string? Source { get; init; }

    /// <summary>
    /// The host vouches for it: its own FAQ, its own opening hours. Anything else (documents, past messages, the web) makes the turn untrusted:
    /// tools that write then need the person's confirmation. Hosts named in a trusted fact may be linked to.
    /// </summary>
    /// <value>The default is false.</value>
    public bool IsTrusted { get; init; }
}
