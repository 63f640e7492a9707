using System.Diagnostics.CodeAnalysis;
using Concierge;
using Concierge.Events;
using Concierge.Routing;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds services and steps to Concierge.</summary>
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
        Add(builder, name, configure, static (_, services) => ActivatorUtilities.GetServiceOrCreateInstance<TService>(services));

    /// <summary>Adds a service of a method.</summary>
    public static IConciergeBuilder AddService(
        this IConciergeBuilder builder,
        string name,
        Action<ServiceBuilder> configure,
        Func<TurnContext, ValueTask> handle)
    {
        ArgumentNullException.ThrowIfNull(handle);
        var service = new DelegateService(handle);
        return Add(builder, name, configure, (_, _) => service);
    }

    /// <summary>Adds a service with a fixed answer.</summary>
    /// <exception cref="ArgumentException"><see cref="ServiceBuilder.Answer"/> was not called.</exception>
    public static IConciergeBuilder AddService(this IConciergeBuilder builder, string name, Action<ServiceBuilder> configure) =>
        Add(builder, name, configure, static (service, _) => new FixedAnswerService(service.AnswerText!), static service =>
        {
            if (service.AnswerText is null)
            {
                throw new ArgumentException($"The service '{service.Name}' has no answer. Call Answer(text), or pass a class or a method that answers.");
            }
        });

    /// <summary>Adds a service that gives the conversation to a person; <see cref="ServiceBuilder.Answer"/> is said before.</summary>
    public static IConciergeBuilder AddHumanService(this IConciergeBuilder builder, string name, Action<ServiceBuilder> configure) =>
        Add(builder, name, configure, static (service, _) => new HumanService(service.AnswerText));

    private static IConciergeBuilder Add(
        IConciergeBuilder builder,
        string name,
        Action<ServiceBuilder> configure,
        Func<ServiceBuilder, IServiceProvider, IService> create,
        Action<ServiceBuilder>? validate = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(configure);
        var service = new ServiceBuilder(name);
        configure(service);
        validate?.Invoke(service);
        builder.Services.AddSingleton(new ServiceRegistration(name, provider => create(service, provider))
        {
            Keywords = [.. service.KeywordList],
            Choices = [.. service.ChoiceList],
            IsDefault = service.IsDefaultService,
        });
        return builder;
    }
}
