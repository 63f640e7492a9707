using Concierge;
using Concierge.Channels;
using Concierge.Contacts;
using Concierge.Events;
using Concierge.Forms.Definitions;
using Concierge.Forms.Dialogue;
using Concierge.Health;
using Concierge.History;
using Concierge.Ids;
using Concierge.Ingress;
using Concierge.Messaging;
using Concierge.Outbox;
using Concierge.Roles;
using Concierge.Routing;
using Concierge.Scheduling;
using Concierge.Services;
using Concierge.Services.Processing;
using Concierge.Sessions;
using Concierge.Storage;
using Concierge.Turns;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers Concierge.</summary>
public static class ConciergeServiceCollectionExtensions
{
    /// <summary>
    /// Adds the core; add a channel and a store to it. Settings come from section <c>Concierge</c>, then from
    /// <paramref name="configure"/>. Safe to call twice.
    /// </summary>
    public static IConciergeBuilder AddConcierge(this IServiceCollection services, Action<ConciergeOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<ConciergeOptions>().BindConfiguration(ConciergeOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ConciergeOptions>, ConciergeOptionsValidator>());
        if (configure is not null)
        {
            services.Configure(configure);
        }

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IIdSource, SystemIdSource>();
        services.TryAddSingleton<ConciergeStatistics>();
        services.TryAddSingleton<StoreTroubleLog>();
        AddStations(services);
        AddCatalogue(services);
        services.TryAddSingleton<IConciergeDesk, ConciergeDesk>();
        services.TryAddSingleton<IConciergeMessenger, ConciergeMessenger>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHealthProbe, CoreHealthProbe>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, ConciergeHostedService>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, HistoryCatchUp>());
        return new ConciergeBuilder(services);
    }

    /// <summary>The stations of the journey, in its order.</summary>
    private static void AddStations(IServiceCollection services)
    {
        services.TryAddSingleton<ITenantMap, ConfiguredTenants>();
        services.TryAddSingleton<ChannelRegistry>();
        services.TryAddSingleton<WebhookIngress>();
        services.TryAddSingleton<Flood>();
        services.TryAddSingleton<SuspectGate>();
        services.TryAddSingleton<LaneExit>();
        services.TryAddSingleton<ConversationScheduler>();
        services.TryAddSingleton(TurnSteps(services));
        services.TryAddSingleton<TurnPipeline>();
        services.TryAddSingleton<Quarantine>();
        services.TryAddSingleton<HandoffHandler>();
        services.TryAddSingleton<ProfileKeeper>();
        services.TryAddSingleton<ContactMerger>();
        services.TryAddSingleton<Eraser>();
        services.TryAddSingleton<CommandHandler>();
        services.TryAddSingleton<TimerHandlers>();
        services.TryAddSingleton<ReceiptHandler>();
        services.TryAddSingleton<EventPublisher>();
        services.TryAddSingleton<EventStation>();
        services.TryAddSingleton<EarlyReplies>();
        services.TryAddSingleton<TurnStation>();
        services.TryAddSingleton(RoutingRules(services));
        services.TryAddSingleton<CommandTable>();
        services.TryAddSingleton<MenuWriter>();
        services.TryAddSingleton<IdGate>();
        services.TryAddSingleton<SessionKeeper>();
        services.TryAddSingleton<SessionAnnouncer>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ITimerHandler, SessionTimer>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ITimerHandler, FormTimer>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ITimerHandler, HandoffTimer>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHandoffNote, FormHandoffNote>());
        services.TryAddSingleton<ServiceRouter>();
        services.TryAddSingleton<OutboundPolicy>();
        services.TryAddSingleton<ReplyWriter>();
        services.TryAddSingleton<ReplyLedger>();
        services.TryAddSingleton<AccountGates>();
        services.TryAddSingleton<SendOutcomes>();
        services.TryAddSingleton<OutboxStation>();
        services.TryAddSingleton(static provider => new ConciergeJourney(
            provider.GetRequiredService<ChannelRegistry>(),
            provider.GetRequiredService<WebhookIngress>(),
            provider.GetRequiredService<Flood>(),
            provider.GetRequiredService<IMailbox>(),
            provider.GetRequiredService<IConversationStore>(),
            provider.GetRequiredService<TurnStation>(),
            provider.GetRequiredService<OutboxStation>(),
            provider.GetRequiredService<Quarantine>(),
            provider.GetRequiredService<SuspectGate>(),
            provider.GetRequiredService<LaneExit>(),
            provider.GetRequiredService<SessionAnnouncer>(),
            provider.GetRequiredService<EventStation>(),
            provider.GetRequiredService<Eraser>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IOptions<ConciergeOptions>>(),
            provider.GetRequiredService<ConciergeStatistics>(),
            provider.GetRequiredService<StoreTroubleLog>(),
            provider.GetRequiredService<ILogger<ConciergeJourney>>()));
    }

    /// <summary>What services there are, who may use them, and who makes them.</summary>
    private static void AddCatalogue(IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IServiceProcessor, AnswerProcessor>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IServiceProcessor, HumanProcessor>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IServiceProcessor, HybridProcessor>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IServiceProcessor, FormProcessor>());
        services.TryAddSingleton<FormDirectory>();
        services.TryAddSingleton<ServiceProcessors>();
        services.TryAddSingleton<IntrinsicIdValidators>();
        services.TryAddSingleton<DefinitionValidator>();
        services.TryAddSingleton<CatalogueBuilder>();
        services.TryAddSingleton(static provider => new StoredServices(provider.GetService<IRecordStore>()));
        services.TryAddSingleton<ServiceCatalogue>();
        services.TryAddSingleton<IServiceCatalogue>(static provider => provider.GetRequiredService<ServiceCatalogue>());
        services.TryAddSingleton<PromptWriter>();
        services.TryAddSingleton<IPromptWriter>(static provider => provider.GetRequiredService<PromptWriter>());
        services.TryAddSingleton<IRoleDirectory>(static provider => new RoleDirectory(
            provider.GetRequiredService<IConfiguration>(),
            provider.GetService<IRecordStore>()));
    }

    /// <summary>One list per service collection, found again by later calls.</summary>
    internal static RoutingBuilder RoutingRules(IServiceCollection services) =>
        services.FirstOrDefault(service => service.ServiceType == typeof(RoutingBuilder))?.ImplementationInstance as RoutingBuilder
        ?? new RoutingBuilder();

    /// <summary>One list per service collection, found again by later calls.</summary>
    internal static TurnPipelineBuilder TurnSteps(IServiceCollection services) =>
        services.FirstOrDefault(service => service.ServiceType == typeof(TurnPipelineBuilder))?.ImplementationInstance as TurnPipelineBuilder
        ?? new TurnPipelineBuilder();
}
