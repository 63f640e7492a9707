using System.Collections.Concurrent;
using Concierge.Ai.Prompts;
using Concierge.Ai.Remote;
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
        OwnTools = options.HandOffTool ? [.. options.Tools, HandOffTool.Create()] : [.. options.Tools];
        Hosted = options.ModelOptions.Tools is { } hosted ? [.. hosted] : [];
        Named = options.NamedTools.Count == 0 ? null : options.NamedTools.ToHashSet(StringComparer.Ordinal);
        HandOffPhrases = [.. options.HandOffPhrases.Select(phrase => $" {Words.Fold(phrase)} ")];
        if (OwnTools.All(tool => tool.Policy.Role is null))
        {
            _tools = new ToolSet(OwnTools, Hosted);
        }
    }

    /// <summary>What is said when the conversation is handed over, in the words of a definition; null for the options' own.</summary>
    public Func<TurnContext, string>? Transfer { get; init; }

    /// <summary>Whether a person takes over at once where the model does not answer.</summary>
    public bool IsHybrid { get; init; }

    /// <summary>The tools of other sources that the service may use, by name; null for all but those of run time.</summary>
    public IReadOnlySet<string>? Named { get; init; }

    /// <summary>It has every tool there is, those of run time too.</summary>
    public bool HasAllTools { get; init; }

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
            state.definition.Options.AllowedHosts,
            state.host.NeverSay,
            state.host.MarkPrompt),
        (host, definition: this));

    /// <summary>What is said when an answer takes long, in the words of a definition; null for the options' own.</summary>
    public Func<TurnContext, string>? Wait { get; init; }

    /// <summary>What is said when the answer to this person takes long.</summary>
    public string SoftNoticeFor(TurnContext turn)
    {
        string text = Wait is null ? Options.SoftNotice.For(turn.Language) : Wait(turn);
        return text.Length <= TurnContext.MaxEarlyReplyLength ? text : Options.SoftNotice.For(turn.Language);
    }

    public AiTexts TextsFor(TurnContext turn) => Transfer is null ? Options.Texts : Options.Texts with { HandedOff = Transfer(turn) };

    /// <summary>The capabilities of a turn: they do not change once it has begun.</summary>
    public async ValueTask<ToolSet> ToolsAsync(TurnContext turn, AiEngine engine)
    {
        StoredTools stored = await engine.Actions.CurrentAsync(turn.CancellationToken);
        List<AiTool> found = Named is { Count: 0 } ? [] : await engine.FindToolsAsync(turn);
        if (HasAllTools || Named is not null)
        {
            found.AddRange(stored.Usable);
        }

        found.RemoveAll(tool => Named?.Contains(tool.Name) == false);
        if (_tools is not null && found.Count == 0 && !stored.HasSwitches)
        {
            return _tools;
        }

        AiOptions host = engine.Options;
        return new ToolSet(
            OwnTools.Concat(found).Where(tool => !stored.IsOff(tool.Name) && (tool.Policy.Role is null || host.HasRole(turn, tool.Policy.Role))),
            Hosted);
    }
}
