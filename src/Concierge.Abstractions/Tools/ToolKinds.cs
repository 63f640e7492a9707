namespace Concierge;

/// <summary>What runs when a tool is called. Packages add others.</summary>
public static class ToolKinds
{
    /// <summary>A function of the host.</summary>
    public const string Local = "local";

    /// <summary>A web service.</summary>
    public const string Remote = "remote";

    /// <summary>A tool of an MCP server.</summary>
    public const string Mcp = "mcp";

    /// <summary>Nothing: a service names it, and there is no such tool. The service goes without it.</summary>
    public const string Missing = "missing";
}
