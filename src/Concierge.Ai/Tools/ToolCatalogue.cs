using System.Text.Json;
using Concierge.Ai.Definitions;
using Concierge.Ai.Remote;
using Concierge.Ai.Turns;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Concierge.Ai.Tools;

/// <summary>Puts the list of tools together from everything that brings some, and changes what the store has.</summary>
internal sealed class ToolCatalogue(
    IServiceCatalogue services,
    IEnumerable<AiServiceDefinition> coded,
    IEnumerable<NamedTool> hostTools,
    IEnumerable<IToolSource> sources,
    ActionStore store,
    IConfiguration configuration,
    IOptions<AiOptions> options,
    ILogger<ToolCatalogue> logger) : IToolCatalogue
{
    private readonly AiTool _handOff = HandOffTool.Create();

    public async ValueTask<IReadOnlyList<ToolEntry>> ListAsync(CancellationToken cancellationToken = default)
    {
        StoredTools stored = await store.RefreshAsync(cancellationToken);
        await services.RefreshAsync(cancellationToken);
        List<ServiceTools> users = Users();
        var entries = new List<ToolEntry>();
        (List<ToolEntry> elsewhere, bool isComplete) = await FixedAsync(users, cancellationToken);
        foreach (ToolEntry entry in elsewhere)
        {
            StoredTool? own = stored.Find(entry.Name);
            entries.Add(own is null ? entry : entry with { IsActive = !own.IsOff, Version = own.Version, Problems = Shadowed(own) });
        }

        HashSet<string> taken = [.. entries.Select(entry => entry.Name)];
        entries.AddRange(stored.All.Where(tool => !taken.Contains(tool.Name) && (tool.Definition is not null || tool.Problems.Count > 0)).Select(tool => Entry(tool, users)));
        taken.UnionWith(entries.Select(entry => entry.Name));
        entries.AddRange((isComplete ? users : [])
            .SelectMany(user => user.Named.Where(name => !taken.Contains(name)).Select(name => (Name: name, user.Service)))
            .GroupBy(missing => missing.Name, missing => missing.Service, StringComparer.Ordinal)
            .Select(Missing));
        return [.. entries.OrderBy(entry => entry.Name, StringComparer.Ordinal)];
    }

    public async ValueTask<ServiceChange> SaveAsync(string name, JsonElement definition, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ActionDefinition action = Read(definition);
        StoredTools stored = await store.RefreshAsync(cancellationToken);
        List<string> problems = [.. store.Problems(name, action)];
        if (action.Name is { Length: > 0 } other && other != name)
        {
            problems.Add("name is another one than in the address. Leave it out, or make them the same.");
        }

        if ((await FixedAsync([], cancellationToken)).Entries.FirstOrDefault(entry => entry.Name == name) is { } taken)
        {
            problems.Add($"There is a {taken.Kind} tool of this name already. Give this one another name.");
        }

        long before = stored.Find(name)?.Version ?? 0;
        return problems.Count > 0
            ? new ServiceChange(ServiceChangeStatus.Invalid, before) { Problems = problems }
            : await WriteAsync(name, new ActionRecord { Definition = action with { Name = null, Version = null } }, action.Version ?? 0, cancellationToken);
    }

    public async ValueTask<ServiceChange> RemoveAsync(string name, long version, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        StoredTools stored = await store.RefreshAsync(cancellationToken);
        await services.RefreshAsync(cancellationToken);
        if (stored.Find(name) is not { } tool || (tool.Definition is null && tool.Problems.Count == 0))
        {
            return new ServiceChange(ServiceChangeStatus.NotFound, 0);
        }

        bool isElsewhere = (await FixedAsync([], cancellationToken)).Entries.Any(entry => entry.Name == name);
        string[] problems = isElsewhere ? [] : [.. Users()
            .Where(user => user.Named.Contains(name))
            .Select(user => $"The service '{user.Service}' names it. Take it out there first, or switch it off.")];
        return problems.Length > 0
            ? new ServiceChange(ServiceChangeStatus.Invalid, tool.Version) { Problems = problems }
            : await WriteAsync(name, null, version, cancellationToken);
    }

    public async ValueTask<ServiceChange> SwitchAsync(string name, bool isActive, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (name == HandOffTool.Name)
        {
            return new ServiceChange(ServiceChangeStatus.Invalid, 0) { Problems = ["The way to a person cannot be switched off here. A service of the code can go without it: HandOffTool."] };
        }

        StoredTools stored = await store.RefreshAsync(cancellationToken);
        StoredTool? own = stored.Find(name);
        if (own?.Definition is { } definition)
        {
            return await WriteAsync(name, new ActionRecord { Definition = definition with { Active = isActive ? null : false } }, own.Version, cancellationToken);
        }

        if (own is null && (await FixedAsync([], cancellationToken)).Entries.All(entry => entry.Name != name))
        {
            return new ServiceChange(ServiceChangeStatus.NotFound, 0);
        }

        return isActive == !(own?.IsOff ?? false)
            ? new ServiceChange(ServiceChangeStatus.Saved, own?.Version ?? 0)
            : await WriteAsync(name, isActive ? null : new ActionRecord { IsOff = true }, own?.Version ?? 0, cancellationToken);
    }

    private static ActionDefinition Read(JsonElement definition)
    {
        if (definition.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException("A definition is a JSON object.");
        }

        try
        {
            return definition.Deserialize(ActionJson.Default.ActionDefinition) ?? throw new JsonException("A definition is a JSON object.");
        }
        catch (JsonException wrong)
        {
            // The reader's own words can repeat a value.
            throw new JsonException($"Not a definition at {wrong.Path ?? "$"}: a member is unknown or of another type. Known: {Members}.", wrong.Path, null, null);
        }
    }

    private static string Members => string.Join(", ", ActionJson.Default.ActionDefinition.Properties.Select(property => property.Name));

    private async ValueTask<ServiceChange> WriteAsync(string name, ActionRecord? record, long version, CancellationToken cancellationToken)
    {
        bool isWritten = await store.WriteAsync(name, record, version, cancellationToken);
        StoredTools now = await store.RefreshAsync(cancellationToken);
        return new ServiceChange(isWritten ? ServiceChangeStatus.Saved : ServiceChangeStatus.Conflict, now.Find(name)?.Version ?? 0);
    }

    /// <summary>Everything that does not come from the store, and whether that is all: a source may be away, or not know its tools outside of a turn.</summary>
    private async ValueTask<(List<ToolEntry> Entries, bool IsComplete)> FixedAsync(List<ServiceTools> users, CancellationToken cancellationToken)
    {
        var entries = new List<ToolEntry>();
        bool isComplete = true;
        foreach (IGrouping<string, AiTool> tools in hostTools.Select(host => host.Tool).Concat(coded.SelectMany(service => service.OwnTools)).Append(_handOff).GroupBy(tool => tool.Name, StringComparer.Ordinal))
        {
            AiTool[] own = [.. tools];
            entries.Add(Entry(own[0], ToolKinds.Local, ServiceSource.Code, [.. users.Where(user => user.Own.Intersect(own).Any()).Select(user => user.Service)]));
        }

        foreach (IToolSource source in sources)
        {
            IReadOnlyList<AiTool>? listed = await ListAsync(source, cancellationToken);
            isComplete &= listed is not null;
            foreach (AiTool tool in listed ?? [])
            {
                if (entries.TrueForAll(entry => entry.Name != tool.Name))
                {
                    entries.Add(Entry(tool, source.Kind, SourceOf(source, tool.Name), [.. users.Where(user => user.HasSources || user.Named.Contains(tool.Name)).Select(user => user.Service)]) with
                    {
                        Definition = source is RemoteActionSource ? ActionVeil.Show(options.Value.Actions[tool.Name]) : null,
                    });
                }
            }
        }

        return (entries, isComplete);
    }

    private async ValueTask<IReadOnlyList<AiTool>?> ListAsync(IToolSource source, CancellationToken cancellationToken)
    {
        try
        {
            return await source.ListAsync(cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            Log.SourceFailed(logger, "tools", failure.GetType().Name);
            Log.Failure(logger, failure);
            return null;
        }
    }

    private ServiceSource SourceOf(IToolSource source, string name) =>
        source.Kind == ToolKinds.Mcp || (source is RemoteActionSource && configuration.GetSection($"{AiOptions.Section}:{nameof(AiOptions.Actions)}:{name}").Exists())
            ? ServiceSource.Configuration
            : ServiceSource.Code;

    private static ToolEntry Entry(AiTool tool, string kind, ServiceSource source, IReadOnlyList<string> users) => new(tool.Name, kind, source)
    {
        Description = tool.Function.Description,
        Effect = tool.Policy.Effect.ToString(),
        Confirm = tool.Policy.Confirm.ToString(),
        OperatorApproval = tool.Policy.OperatorApproval,
        Role = tool.Policy.Role,
        IsIdempotent = tool.Policy.Idempotent,
        HasUntrustedResult = tool.Policy.UntrustedResult,
        Timeout = tool.Policy.Timeout,
        Services = users,
    };

    private static ToolEntry Entry(StoredTool tool, List<ServiceTools> users)
    {
        string[] usedBy = [.. users.Where(user => user.HasAll || user.Named.Contains(tool.Name)).Select(user => user.Service)];
        if (tool.Definition is not { } definition)
        {
            return new ToolEntry(tool.Name, ToolKinds.Remote, ServiceSource.Store) { IsActive = false, Version = tool.Version, Services = usedBy, Problems = tool.Problems };
        }

        ToolPolicy policy = definition.ToAction().Policy;
        return new ToolEntry(tool.Name, ToolKinds.Remote, ServiceSource.Store)
        {
            Description = definition.Description ?? string.Empty,
            Effect = policy.Effect.ToString(),
            Confirm = policy.Confirm.ToString(),
            OperatorApproval = policy.OperatorApproval,
            Role = policy.Role,
            IsIdempotent = policy.Idempotent,
            HasUntrustedResult = policy.UntrustedResult,
            Timeout = policy.Timeout,
            IsActive = definition.IsActive,
            Version = tool.Version,
            Services = usedBy,
            Definition = ActionVeil.Show(definition),
            Problems = tool.Problems,
        };
    }

    /// <summary>Code or configuration have got a tool of the same name since it was registered: theirs is the one that runs.</summary>
    private static IReadOnlyList<string> Shadowed(StoredTool tool) =>
        tool.Definition is null ? [] : ["An action of this name was registered at run time. It does not hold beside this tool: remove it, or give it another name."];

    private static ToolEntry Missing(IGrouping<string, string> missing) => new(missing.Key, ToolKinds.Missing, ServiceSource.Code)
    {
        IsActive = false,
        Services = [.. missing],
        Problems = ["There is no tool of this name. The services that name it go without it."],
    };

    /// <summary>Every service that a model answers, with what it names.</summary>
    private List<ServiceTools> Users()
    {
        var users = new List<ServiceTools>();
        foreach (CatalogueEntry entry in services.Entries)
        {
            ServiceDefinition definition = entry.Definition;
            AiServiceDefinition? code = coded.FirstOrDefault(service => service.Name == definition.Name);
            if (entry.Source == ServiceSource.Code)
            {
                if (code is not null)
                {
                    users.Add(new ServiceTools(definition.Name, code.Named ?? new HashSet<string>(), code.OwnTools) { HasSources = code.Named is null });
                }
            }
            else if (AiProcessor.Answers(definition))
            {
                var settings = new DefinitionSettings(definition);
                bool hasAll = settings.Tools.Contains(DefinitionSettings.AllTools, StringComparer.Ordinal);
                IEnumerable<AiTool> own = (code?.Options.Tools ?? []).Concat(hostTools.Select(host => host.Tool)).Where(tool => hasAll || settings.Tools.Contains(tool.Name, StringComparer.Ordinal));
                users.Add(new ServiceTools(definition.Name, settings.Tools.Where(name => name != DefinitionSettings.AllTools).ToHashSet(StringComparer.Ordinal), [.. own, _handOff]) { HasSources = hasAll, HasAll = hasAll });
            }
        }

        return users;
    }
}
