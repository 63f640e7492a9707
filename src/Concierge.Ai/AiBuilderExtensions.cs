using System.Diagnostics.CodeAnalysis;
using Concierge;
using Concierge.Ai;
using Concierge.Ai.Classification;
using Concierge.Ai.Confirmations;
using Concierge.Ai.Definitions;
using Concierge.Ai.Forms;
using Concierge.Ai.Media;
using Concierge.Ai.Remote;
using Concierge.Ai.Spending;
using Concierge.Ai.Tools;
using Concierge.Ai.Turns;
using Concierge.Forms;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds services that answer with a model.</summary>
public static class AiBuilderExtensions
{
    /// <summary>
    /// Adds a service that answers with the host's <see cref="Microsoft.Extensions.AI.IChatClient"/>. Settings that all of them share come from
    /// section <c>Concierge:Ai</c>.
    /// </summary>
    /// <exception cref="ArgumentException">What was configured cannot work; the message says what to change.</exception>
    public static IConciergeBuilder AddAiService(this IConciergeBuilder builder, string name, Action<AiServiceBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(configure);
        if (name.Contains('.', StringComparison.Ordinal))
        {
            throw new ArgumentException("The name of an AI service is part of its buttons' ids and must not hold a dot.", nameof(name));
        }

        var service = new AiServiceBuilder(name);
        configure(service);
        service.Options.Validate(name);
        AddShared(builder.Services);
        var definition = new AiServiceDefinition(name, service.Options);
        builder.Services.AddSingleton(definition);
        builder.Services.AddSingleton(new ServiceRegistration(name, provider => new AiService(definition, provider.GetRequiredService<AiEngine>()))
        {
            Definition = service.Definition,
            Keywords = [.. service.KeywordList],
            Choices = [.. service.ChoiceList],
            IsDefault = service.IsDefaultService,
            Claims = turn => ConfirmationDesk.IsTap(turn, name),
        });
        return builder;
    }

    /// <summary>
    /// Lets services from configuration and store (<c>processing</c> <c>ai</c> and <c>hybrid</c>) answer with the host's model. They get only the tools that they name in
    /// <c>settings.tools</c>. <see cref="AddAiService"/> and <see cref="ConfigureAi"/> do the same.
    /// </summary>
    public static IConciergeBuilder AddAi(this IConciergeBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        AddShared(builder.Services);
        return builder;
    }

    /// <summary>Adds a tool that services from configuration and store may name.</summary>
    public static IConciergeBuilder AddAiTool(this IConciergeBuilder builder, AIFunction function, ToolPolicy? policy = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        AddShared(builder.Services);
        builder.Services.AddSingleton(new NamedTool(new AiTool(function, policy)));
        return builder;
    }

    /// <summary>Adds a method as a tool that services from configuration and store may name.</summary>
    /// <inheritdoc cref="AiServiceBuilder.Tool(Delegate, string?, string?, ToolPolicy?)"/>
    public static IConciergeBuilder AddAiTool(this IConciergeBuilder builder, Delegate method, string? name = null, string? description = null, ToolPolicy? policy = null)
    {
        ArgumentNullException.ThrowIfNull(method);
        return builder.AddAiTool(ToolBinding.Create(method, name, description), policy);
    }

    /// <summary>Adds the methods of a class that are marked <see cref="ToolAttribute"/> as tools that services from configuration and store may name.</summary>
    public static IConciergeBuilder AddAiTools<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicMethods | DynamicallyAccessedMemberTypes.PublicConstructors)] T>(this IConciergeBuilder builder)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        AddShared(builder.Services);
        foreach (AiTool tool in ToolBinding.Create<T>())
        {
            builder.Services.AddSingleton(new NamedTool(tool));
        }

        return builder;
    }

    /// <summary>
    /// Lets the host's model guess which service a message is for when nothing explicit decides: an <see cref="IServiceClassifier"/>. Settings come from section
    /// <c>Concierge:Ai:Classifier</c>, then from <paramref name="configure"/>.
    /// </summary>
    public static IConciergeBuilder AddAiClassifier(this IConciergeBuilder builder, Action<AiClassifierOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        AddShared(builder.Services);
        OptionsBuilder<AiClassifierOptions> options = builder.Services.AddOptions<AiClassifierOptions>().BindConfiguration($"{AiOptions.Section}:Classifier").ValidateOnStart();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AiClassifierOptions>, AiClassifierOptionsValidator>());
        if (configure is not null)
        {
            options.Configure(configure);
        }

        builder.Services.TryAddSingleton<IServiceClassifier, AiClassifier>();
        return builder;
    }

    /// <summary>
    /// Lets the host's model find in a person's words what the parsers of a form did not find: an <see cref="IFormExtractor"/> for all forms of the host. Settings come from
    /// section <c>Concierge:Ai:Forms</c>, then from <paramref name="configure"/>.
    /// </summary>
    public static IConciergeBuilder AddAiFormExtractor(this IConciergeBuilder builder, Action<AiFormOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        AddShared(builder.Services);
        OptionsBuilder<AiFormOptions> options = builder.Services.AddOptions<AiFormOptions>().BindConfiguration($"{AiOptions.Section}:Forms").ValidateOnStart();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AiFormOptions>, AiFormOptionsValidator>());
        if (configure is not null)
        {
            options.Configure(configure);
        }

        builder.Services.TryAddSingleton<IFormExtractor, AiFormExtractor>();
        return builder;
    }

    /// <summary>Changes what all AI services share.</summary>
    public static IConciergeBuilder ConfigureAi(this IConciergeBuilder builder, Action<AiOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        AddShared(builder.Services);
        builder.Services.Configure(configure);
        return builder;
    }

    private static void AddShared(IServiceCollection services)
    {
        services.AddOptions<AiOptions>().BindConfiguration(AiOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AiOptions>, AiOptionsValidator>());
        services.TryAddSingleton<AiEngine>();
        services.TryAddSingleton<TenantSpending>();
        services.TryAddSingleton<RemoteClient>();
        services.TryAddSingleton<ActionStore>();
        services.TryAddSingleton<IToolCatalogue, ToolCatalogue>();
        services.TryAddSingleton<MediaReader>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IServiceProcessor, AiProcessor>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IDecisionHandler, ApprovalHandler>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ITimerHandler, ApprovalTimer>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IToolSource, RemoteActionSource>());
    }
}
