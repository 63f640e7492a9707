namespace Concierge.Ai.Mcp;

/// <summary>An MCP server cannot be started or reached. The message says what to look at.</summary>
public sealed class McpUnavailableException : Exception
{
    internal McpUnavailableException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
