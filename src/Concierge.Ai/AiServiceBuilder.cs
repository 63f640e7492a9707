using System.Diagnostics.CodeAnalysis;
using Concierge.Ai.Tools;
using Microsoft.Extensions.AI;

namespace Concierge.Ai;

/// <summary>What leads to an AI service and how it answers.</summary>
public sealed class AiServiceBuilder
{
    internal AiServiceBuilder(string name)
    {
        Name = name;
        Definition = new ServiceDefinition { Name = name };
    }

    /// <summary>The service's name.</summary>
    public string Name { get; }

    internal AiServiceOptions Options { get; } = new();

    internal ServiceDefinition Definition { get; private set; }

    internal List<string> KeywordList { get; } = [];

    internal List<string> ChoiceList { get; } = [];

    internal bool IsDefaultService { get; private set; }

    /// <summary>Words or phrases that lead here, found as whole words, whatever their case and accents.</summary>
    public AiServiceBuilder Keywords(params IEnumerable<string> keywords)
    {
        KeywordList.AddRange(keywords);
        return this;
    }

    /// <summary>Ids of choices (buttons, list rows) that lead here.</summary>
    public AiServiceBuilder Choices(params IEnumerable<string> choiceIds)
    {
        ChoiceList.AddRange(choiceIds);
        return this;
    }

    /// <summary>Answers whatever nothing else answers. One service at most.</summary>
    public AiServiceBuilder Default()
    {
        IsDefaultService = true;
        return this;
    }

    /// <summary>What people see in the menu.</summary>
    public AiServiceBuilder DisplayName(LocalizedText name) => Define(definition => definition with { DisplayName = name });

    /// <summary>What it is for: for the menu and a classifier.</summary>
    public AiServiceBuilder Description(LocalizedText description) => Define(definition => definition with { Description = description });

    /// <summary>Changes anything else of its definition, for example who may use it and how far it keeps the person's next messages; the name stays.</summary>
    public AiServiceBuilder Define(Func<ServiceDefinition, ServiceDefinition> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        Definition = change(Definition) with { Name = Name };
        return this;
    }

    /// <summary>What the service does, in the words of a prompt.</summary>
    public AiServiceBuilder Prompt(string prompt)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(prompt);
        Options.Prompt = prompt;
        return this;
    }

    /// <summary>The keys of the chat clients, the first choice first; see <see cref="AiServiceOptions.Clients"/>.</summary>
    public AiServiceBuilder Clients(params IEnumerable<string> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        foreach (string key in keys)
        {
            Options.Clients.Add(key);
        }

        return this;
    }

    /// <summary>Adds a tool.</summary>
    public AiServiceBuilder Tool(AIFunction function, ToolPolicy? policy = null)
    {
        Options.Tools.Add(new AiTool(function, policy));
        return this;
    }

    /// <summary>
    /// Names the tools of other sources that the service may use: web services of configuration and run time, MCP servers. Without, it has those of all sources but of
    /// run time. A name that has no tool yet is told in the list of tools; the service goes without it.
    /// </summary>
    public AiServiceBuilder UseTools(params IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        Options.NamedTools.UnionWith(names);
        return this;
    }

    /// <summary>Adds a method as a tool. A parameter of type <see cref="ToolContext"/> is bound by the host and invisible to the model.</summary>
    /// <param name="method">The method.</param>
    /// <param name="name">The name the model sees; null for the method's, which a lambda has not.</param>
    /// <param name="description">What it does, for the model; null for its <see cref="System.ComponentModel.DescriptionAttribute"/>.</param>
    /// <param name="policy">Under what conditions; null for the default: it writes.</param>
    public AiServiceBuilder Tool(Delegate method, string? name = null, string? description = null, ToolPolicy? policy = null)
    {
        ArgumentNullException.ThrowIfNull(method);
        return Tool(ToolBinding.Create(method, name, description), policy);
    }

    /// <summary>Adds the methods of a class that are marked <see cref="ToolAttribute"/>. It is made for each call from the turn's scope, or taken from it.</summary>
    public AiServiceBuilder Tools<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicMethods | DynamicallyAccessedMemberTypes.PublicConstructors)] T>()
        where T : class
    {
        foreach (AiTool tool in ToolBinding.Create<T>())
        {
            Options.Tools.Add(tool);
        }

        return this;
    }

    /// <summary>Changes anything else.</summary>
    public AiServiceBuilder Configure(Action<AiServiceOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        configure(Options);
        return this;
    }
}
