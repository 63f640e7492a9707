namespace Concierge.Ai.Mcp;

/// <summary>Under what conditions an AI service runs a server's tool.</summary>
internal static class McpToolPolicy
{
    /// <summary>So that a late call is this source's failure, which knows more about it, and not the service's.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(5);

    private const int CutNote = 64;

    public static ToolPolicy Of(McpTool tool, McpOptions options) => new()
    {
        Effect = tool.Effect,
        UntrustedResult = true,
        Timeout = options.ConnectTimeout + options.CallTimeout + Margin,
        MaxResultLength = options.MaxResultLength + CutNote,
    };
}
