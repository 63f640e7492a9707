using Microsoft.Extensions.AI;

namespace Concierge.Ai.Tools;

/// <summary>The capabilities of one turn: fixed before anything untrusted is read, in an order that does not change from turn to turn.</summary>
internal sealed class ToolSet
{
    private readonly Dictionary<string, AiTool> _byName;

    public ToolSet(IEnumerable<AiTool> tools, IEnumerable<AITool> others)
    {
        _byName = new Dictionary<string, AiTool>(StringComparer.Ordinal);
        foreach (AiTool tool in tools)
        {
            _byName.TryAdd(tool.Name, tool);
        }

        Others = [.. others];
        Offered = [.. _byName.Values.OrderBy(tool => tool.Name, StringComparer.Ordinal).Select(tool => tool.Declaration), .. Others];
    }

    /// <summary>What the model is shown.</summary>
    public IReadOnlyList<AITool> Offered { get; }

    /// <summary>What the provider runs, or the host by other means.</summary>
    public IReadOnlyList<AITool> Others { get; }

    public AiTool? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Declared to the model by the host, and run by somebody else.</summary>
    public bool IsDeclaredOnly(string name) => Others.Any(tool => tool is AIFunctionDeclaration && tool.Name == name);
}
