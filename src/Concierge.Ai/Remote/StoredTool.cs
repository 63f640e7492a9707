namespace Concierge.Ai.Remote;

/// <summary>What the store has under a tool's name, as it holds here.</summary>
/// <param name="Name">The tool's name.</param>
/// <param name="Version">The record's version.</param>
/// <param name="Record">What is stored; null when it cannot be read.</param>
internal sealed record StoredTool(string Name, long Version, ActionRecord? Record)
{
    public ActionDefinition? Definition => Record?.Definition;

    public bool IsOff => Record is { IsOff: true } or { Definition.IsActive: false };

    /// <summary>Null for a switch, and for a definition that does not hold.</summary>
    public AiTool? Tool { get; init; }

    /// <summary>Why the definition does not hold.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];
}
