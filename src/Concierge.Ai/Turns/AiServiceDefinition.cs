using System.Collections.Concurrent;
using Concierge.Ai.Prompts;
using Concierge.Ai.Tools;
using Microsoft.Extensions.AI;

namespace Concierge.Ai.Turns;

/// <summary>A service as it was registered.</summary>
internal sealed class AiServiceDefinition
{
    private readonly ConcurrentDictionary<string, StablePrompt> _prompts = new(StringComparer.Ordinal);
    private readonly ToolSet? _tools;

    public AiServiceDefinition(string name, AiServiceOptions options)
    {
        Name = name;
        Options = options;
        OwnTools = options.HandOffTool ? [.. options.Tools, HandOffTool.Create(options.Texts)] : [.. options.Tools];
        Hosted = options.ModelOptions.Tools is { } hosted ? [.. hosted] : [];
        HandOffPhrases = [.. options.HandOffPhrases.Select(phrase => $" {Words.Fold(phrase)} ")];
        if (OwnTools.All(tool => tool.Policy.Role is null))
        {
            _tools = new ToolSet(OwnTools, Hosted);
        }
    }

    public string Name { get; }

    public AiServiceOptions Options { get; }

    public IReadOnlyList<AiTool> OwnTools { get; }

    /// <summary>Tools that the provider runs.</summary>
    public IReadOnlyList<AITool> Hosted { get; }

    public IReadOnlyList<string> HandOffPhrases { get; }

    public string MemoryName => $"ai.{Name}";

    public string LedgerName => $"ai.{Name}.turn";

    public StablePrompt Prompt(AiOptions host, string tenant) => _prompts.GetOrAdd(
        tenant,
        static (tenant, state) => new StablePrompt(
            [state.host.ProductRules, state.host.TenantPrompts.TryGetValue(tenant, out string? own) ? own : null, state.definition.Options.Prompt],
            state.definition.Options.AllowedHosts),
        (host, definition: this));

    /// <summary>The capabilities of a turn: they do not change once it has begun.</summary>
    public ToolSet Tools(TurnContext turn, AiOptions host, List<AiTool> found)
    {
        if (_tools is not null && found.Count == 0)
        {
            return _tools;
        }

        return new ToolSet(OwnTools.Concat(found).Where(tool => tool.Policy.Role is null || host.HasRole(turn, tool.Policy.Role)), Hosted);
    }
}
