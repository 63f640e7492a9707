namespace Concierge.Ai.Mcp;

/// <summary>A call of an MCP tool failed. The message holds nothing that the server or a person wrote.</summary>
public sealed class McpToolException : Exception
{
    internal McpToolException(string message, bool mayHaveHappened, Exception? inner = null)
        : base(message, inner) => MayHaveHappened = mayHaveHappened;

    /// <summary>Whether nobody knows if the tool did its work: the call went out and no answer came.</summary>
    public bool MayHaveHappened { get; }
}
