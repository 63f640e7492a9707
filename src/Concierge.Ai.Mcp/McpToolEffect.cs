namespace Concierge.Ai.Mcp;

/// <summary>What a tool does to the world; higher is graver.</summary>
public enum McpToolEffect
{
    /// <summary>It looks something up. Running it twice harms nobody.</summary>
    Read = 0,

    /// <summary>It changes something.</summary>
    Write = 1,

    /// <summary>It reaches somebody else.</summary>
    Outbound = 2,
}
