using System.Diagnostics.CodeAnalysis;
using Concierge;
using Concierge.Events;
using Concierge.Ids;
using Concierge.Services;
using Concierge.Services.Processing;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds services, steps and routing rules to Concierge.</summary>
public static class ConciergeBuilderExtensions
{
    /// <summary>Changes the order of the turn's steps; see <see cref="TurnPipelineBuilder"/>.</summary>
    public static IConciergeBuilder ConfigureTurns(this IConciergeBuilder builder, Action<TurnPipelineBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        configure(ConciergeServiceCollectionExtensions.TurnSteps(builder.Services));
        return builder;
    }

    /// <summary>Changes how messages find their service; see <see cref="RoutingBuilder"/>.</summary>
    public static IConciergeBuilder ConfigureRouting(this IConciergeBuilder builder, Action<RoutingBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        configure(ConciergeServiceCollectionExtensions.RoutingRules(builder.Services));
        return builder;
    }

    /// <summary>
    /// A person who writes angrily gets a colleague at once: switches <see cref="EscalationOptions.NegativeSentiment"/> on. It needs no model, and holds for every
    /// kind of service, also in the middle of a form.
    /// </summary>
    /// <param name="builder">Concierge.</param>
    /// <param name="configure">Changes thresholds, words and texts; null for the defaults and what configuration says.</param>
    public static IConciergeBuilder EscalateNegativeSentiment(this IConciergeBuilder builder, Action<EscalationOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Configure<ConciergeOptions>(options =>
        {
            options.Routing.Escalation.NegativeSentiment = true;
            configure?.Invoke(options.Routing.Escalation);
        });
        return builder;
    }

    /// <summary>Adds a check of codes under the name that <see cref="IntrinsicIdRule.Validator"/> gives.</summary>
    public static IConciergeBuilder AddIdValidator(
        this IConciergeBuilder builder,
        string name,
        Func<IntrinsicIdRequest, CancellationToken, ValueTask<IntrinsicIdVerdict>> validate)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(validate);
        builder.Services.AddSingleton<IIntrinsicIdValidator>(new DelegateIdValidator(name, validate));
        return builder;
    }

    /// <summary>Adds somebody who learns what happened, durably. One instance serves all conversations.</summary>
    public static IConciergeBuilder AddEventSubscriber<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TSubscriber>(this IConciergeBuilder builder)
        where TSubscriber : class, IEventSubscriber
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton<IEventSubscriber, TSubscriber>();
        return builder;
    }

    /// <summary>Adds a handler for timers. One instance serves all conversations.</summary>
    public static IConciergeBuilder AddTimerHandler<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>(this IConciergeBuilder builder)
        where THandler : class, ITimerHandler
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton<ITimerHandler, THandler>();
        return builder;
    }

    /// <summary>
    /// Adds a service of a class. It is created anew for every turn from the turn's scope, or taken from the scope if it is
    /// registered there.
    /// </summary>
    public static IConciergeBuilder AddService<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TService>(
        this IConciergeBuilder builder,
        string name,
        Action<ServiceBuilder> configure)
        where TService : class, IService =>
        Add(builder, Define(name, configure, ServiceKinds.Code), static (_, services) => ActivatorUtilities.GetServiceOrCreateInstance<TService>(services));

    /// <summary>Adds a service of a method.</summary>
    public static IConciergeBuilder AddService(
        this IConciergeBuilder builder,
        string name,
        Action<ServiceBuilder> configure,
        Func<TurnContext, ValueTask> handle)
    {
        ArgumentNullException.ThrowIfNull(handle);
        var service = new DelegateService(handle);
        return Add(builder, Define(name, configure, ServiceKinds.Code), (_, _) => service);
    }

    /// <summary>Adds a service with a fixed answer.</summary>
    /// <exception cref="ArgumentException"><see cref="ServiceBuilder.Answer"/> was not called.</exception>
    public static IConciergeBuilder AddService(this IConciergeBuilder builder, string name, Action<ServiceBuilder> configure)
    {
        ServiceDefinition definition = Define(name, configure, ServiceKinds.Answer);
        return definition.Prompts.Answer is null
            ? throw new ArgumentException($"The service '{name}' has no answer. Call Answer(text), or pass a class or a method that answers.", nameof(configure))
            : Add(builder, definition, static (definition, services) => new AnswerService(definition, services.GetRequiredService<PromptWriter>()));
    }

    /// <summary>Adds a service that gives the conversation to a person; <see cref="ServiceBuilder.Answer"/> is said before.</summary>
    public static IConciergeBuilder AddHumanService(this IConciergeBuilder builder, string name, Action<ServiceBuilder> configure)
    {
        ServiceDefinition definition = Define(name, configure, ServiceKinds.Human);
        ServicePrompts prompts = definition.Prompts;
        return Add(
            builder,
            definition with { Prompts = prompts with { Transfer = prompts.Transfer ?? prompts.Answer } },
            static (definition, services) => new HumanService(definition, services.GetRequiredService<PromptWriter>()));
    }

    private static ServiceDefinition Define(string name, Action<ServiceBuilder> configure, string kind)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(configure);
        var service = new ServiceBuilder(name);
        configure(service);
        return service.Build(kind);
    }

    private static IConciergeBuilder Add(IConciergeBuilder builder, ServiceDefinition definition, Func<ServiceDefinition, IServiceProvider, IService> create)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton(new ServiceRegistration(definition.Name, provider => create(definition, provider)) { Definition = definition });
        return builder;
    }
}
