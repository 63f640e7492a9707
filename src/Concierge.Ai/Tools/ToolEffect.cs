namespace Concierge.Ai;

/// <summary>What a tool does to the world.</summary>
public enum ToolEffect
{
    /// <summary>It looks something up. Running it twice harms nobody.</summary>
    Read = 0,

    /// <summary>It changes something of the host's.</summary>
    Write = 1,

    /// <summary>It reaches somebody else: sends a mail, pays, publishes.</summary>
    Outbound = 2,
}
