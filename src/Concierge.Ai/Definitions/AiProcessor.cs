using System.Runtime.CompilerServices;
using Concierge.Ai.Confirmations;
using Concierge.Ai.Models;
using Concierge.Ai.Remote;
using Concierge.Ai.Turns;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Concierge.Ai.Definitions;

/// <summary>Makes AI services of definitions from configuration and store. The kind <c>hybrid</c> asks it for its model too.</summary>
internal sealed class AiProcessor(
    IEnumerable<NamedTool> hostTools,
    IEnumerable<AiServiceDefinition> coded,
    IEnumerable<IToolSource> sources,
    ActionStore store,
    IServiceProviderIsKeyedService registered,
    IOptions<AiOptions> options,
    ILogger<AiProcessor> logger) : IServiceProcessor
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

    /// <summary>Besides what <see cref="Validate"/> finds: tools that neither the code nor a server nor the store has.</summary>
    public async ValueTask<IReadOnlyList<string>> ValidateNewAsync(ServiceDefinition definition, CancellationToken cancellationToken)
    {
        HashSet<string> known = Known(definition);
        known.UnionWith((await store.RefreshAsync(cancellationToken)).All.Where(tool => tool.Definition is not null).Select(tool => tool.Name));
        foreach (IToolSource source in sources)
        {
            try
            {
                if (await source.ListAsync(cancellationToken) is not { } listed)
                {
                    return [];
                }

                known.UnionWith(listed.Select(tool => tool.Name));
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                // What is away cannot be asked; its tools are told of in the list.
                Log.SourceFailed(logger, "tools", failure.GetType().Name);
                Log.Failure(logger, failure);
                return [];
            }
        }

        return [.. Unknown(new DefinitionSettings(definition), known)];
    }

    /// <summary>Whether a model answers for such a definition.</summary>
    public static bool Answers(ServiceDefinition definition) =>
        string.Equals(definition.Processing, ServiceKinds.Ai, StringComparison.OrdinalIgnoreCase)
        || string.Equals(definition.Processing, ServiceKinds.Hybrid, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// A server's tools and those of run time are not known before somebody was asked, and go away again: where there can be any, a name that nobody knows may still
    /// come, and a definition that held goes on without the tool.
    /// </summary>
    private IEnumerable<string> ToolProblems(ServiceDefinition definition, DefinitionSettings settings) =>
        definition.Version > 0 || store.Options.AllowedHosts.Count > 0 || sources.Any(source => source is not RemoteActionSource)
            ? []
            : Unknown(settings, Known(definition));

    private HashSet<string> Known(ServiceDefinition definition) => [.. Own(definition).Keys, .. options.Value.Actions.Keys, DefinitionSettings.AllTools];

    private static IEnumerable<string> Unknown(DefinitionSettings settings, HashSet<string> known) => settings.Tools
        .Where(name => !known.Contains(name))
        .Select(name => $"settings.tools names '{name}', and there is no such tool. Known: {string.Join(", ", known.Order(StringComparer.Ordinal))}. Add one with AddAiTool.");

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
        made.GuardNumbers = settings.GuardNumbers ?? made.GuardNumbers;
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
            HasAllTools = isAll,
            Named = isAll ? null : settings.Tools.Where(name => !own.ContainsKey(name)).ToHashSet(StringComparer.Ordinal),
        };
    }
}
