using System.Runtime.CompilerServices;
using Concierge.Ai.Confirmations;
using Concierge.Ai.Models;
using Concierge.Ai.Remote;
using Concierge.Ai.Turns;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Concierge.Ai.Definitions;

/// <summary>Makes AI services of definitions from configuration and store. The kind <c>hybrid</c> asks it for its model too.</summary>
internal sealed class AiProcessor(
    IEnumerable<NamedTool> hostTools,
    IEnumerable<AiServiceDefinition> coded,
    IEnumerable<IToolSource> sources,
    IServiceProviderIsKeyedService registered,
    IOptions<AiOptions> options) : IServiceProcessor
{
    /// <summary>A definition stays the same object until it is changed; what was made of it lives as long.</summary>
    private readonly ConditionalWeakTable<ServiceDefinition, AiServiceDefinition> _made = [];

    public string Kind => ServiceKinds.Ai;

    public ServiceHold Hold => ServiceHold.Continue;

    public IEnumerable<string> Validate(ServiceDefinition definition)
    {
        if (string.IsNullOrWhiteSpace(definition.SystemPrompt))
        {
            yield return "A language model answers, but systemPrompt is missing: say what the service does.";
        }

        if (definition.Name.Contains('.', StringComparison.Ordinal))
        {
            yield return "name is part of the ids of its buttons and must not hold a dot.";
        }

        var settings = new DefinitionSettings(definition);
        foreach (string problem in settings.Problems.Concat(ToolProblems(definition, settings)))
        {
            yield return problem;
        }

        foreach (string problem in ModelClients.Problems(registered, settings.Clients))
        {
            yield return $"It {problem.Replace("Clients(…)", "settings.clients", StringComparison.Ordinal)}";
        }
    }

    public Func<TurnContext, bool> Claims(ServiceDefinition definition) => turn => ConfirmationDesk.IsTap(turn, definition.Name);

    public IService Create(ServiceDefinition definition, IServiceProvider services) =>
        new AiService(Get(definition, services), services.GetRequiredService<AiEngine>());

    public AiServiceDefinition Get(ServiceDefinition definition, IServiceProvider services) =>
        _made.GetValue(definition, made => Make(made, services.GetRequiredService<IPromptWriter>()));

    /// <summary>A server's tools are not known before it was asked: where there is one, a name that nobody knows yet may still come.</summary>
    private IEnumerable<string> ToolProblems(ServiceDefinition definition, DefinitionSettings settings)
    {
        if (sources.Any(source => source is not RemoteActionSource))
        {
            return [];
        }

        HashSet<string> known = [.. Own(definition).Keys, .. options.Value.Actions.Keys, DefinitionSettings.AllTools];
        return settings.Tools
            .Where(name => !known.Contains(name))
            .Select(name => $"settings.tools names '{name}', and there is no such tool. Known: {string.Join(", ", known.Order(StringComparer.Ordinal))}. Add one with AddAiTool.");
    }

    /// <summary>The host's tools, and those that the code gave to the service which the definition replaces.</summary>
    private Dictionary<string, AiTool> Own(ServiceDefinition definition)
    {
        var own = new Dictionary<string, AiTool>(StringComparer.Ordinal);
        IEnumerable<AiTool> replaced = coded.Where(service => service.Name == definition.Name).SelectMany(service => service.Options.Tools);
        foreach (AiTool tool in replaced.Concat(hostTools.Select(host => host.Tool)))
        {
            own.TryAdd(tool.Name, tool);
        }

        return own;
    }

    private AiServiceDefinition Make(ServiceDefinition definition, IPromptWriter prompts)
    {
        var settings = new DefinitionSettings(definition);
        var made = new AiServiceOptions
        {
            Prompt = definition.SystemPrompt!,
            Texts = options.Value.Texts,
            ModelOptions = new ChatOptions { ModelId = settings.Model, Temperature = settings.Temperature, MaxOutputTokens = settings.MaxOutputTokens },
        };
        foreach (string client in settings.Clients)
        {
            made.Clients.Add(client);
        }

        made.SoftNoticeAfter = settings.SoftNoticeAfter;
        made.AllowedHosts.UnionWith(settings.AllowedHosts);
        bool isAll = settings.Tools.Contains(DefinitionSettings.AllTools, StringComparer.Ordinal);
        Dictionary<string, AiTool> own = Own(definition);
        foreach (AiTool tool in own.Values.Where(tool => isAll || settings.Tools.Contains(tool.Name, StringComparer.Ordinal)))
        {
            made.Tools.Add(tool);
        }

        return new AiServiceDefinition(definition.Name, made)
        {
            IsHybrid = string.Equals(definition.Processing, ServiceKinds.Hybrid, StringComparison.OrdinalIgnoreCase),
            Wait = definition.Prompts.Wait is { } wait ? turn => prompts.Write(turn, definition, wait) : null,
            Transfer = definition.Prompts.Transfer is { } transfer ? turn => prompts.Write(turn, definition, transfer) : null,
            Named = isAll ? null : settings.Tools.Where(name => !own.ContainsKey(name)).ToHashSet(StringComparer.Ordinal),
        };
    }
}
