using ModelContextProtocol.Protocol;

namespace Concierge.Ai.Mcp;

/// <summary>Judges what a tool does. The host's word counts; the server's hints are a stranger's and can only make it graver.</summary>
internal static class ToolEffects
{
    public static McpToolEffect Of(Tool tool, McpOptions options)
    {
        McpToolEffect declared = options.Effects.TryGetValue(tool.Name, out McpToolEffect effect) ? effect : McpToolEffect.Write;
        McpToolEffect hinted = tool.Annotations switch
        {
            null => McpToolEffect.Read,
            { ReadOnlyHint: not true, OpenWorldHint: true } => McpToolEffect.Outbound,
            { ReadOnlyHint: false } or { DestructiveHint: true } => McpToolEffect.Write,
            _ => McpToolEffect.Read,
        };
        return hinted > declared ? hinted : declared;
    }
}
