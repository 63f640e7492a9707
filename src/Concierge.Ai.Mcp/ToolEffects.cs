using ModelContextProtocol.Protocol;

namespace Concierge.Ai.Mcp;

/// <summary>Judges what a tool does. The host's word counts; the server's hints are a stranger's and can only make it graver.</summary>
internal static class ToolEffects
{
    public static ToolEffect Of(Tool tool, McpOptions options)
    {
        ToolEffect declared = options.Effects.TryGetValue(tool.Name, out ToolEffect effect) ? effect : ToolEffect.Write;
        ToolEffect hinted = tool.Annotations switch
        {
            null => ToolEffect.Read,
            { ReadOnlyHint: not true, OpenWorldHint: true } => ToolEffect.Outbound,
            { ReadOnlyHint: false } or { DestructiveHint: true } => ToolEffect.Write,
            _ => ToolEffect.Read,
        };
        return hinted > declared ? hinted : declared;
    }
}
