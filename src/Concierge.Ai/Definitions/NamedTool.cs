namespace Concierge.Ai.Definitions;

/// <summary>A tool of the host's that definitions may name.</summary>
internal sealed record NamedTool(AiTool Tool);
