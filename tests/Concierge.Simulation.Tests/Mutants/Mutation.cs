using Concierge.Storage;
using Concierge.Testing.Simulation;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Simulation.Tests.Mutants;

/// <summary>Puts a decorator between the core and what it was given.</summary>
internal static class Mutation
{
    /// <summary>Above the slow and failing store: a crash falls between the mutant's steps too.</summary>
    public static SimulationOptions OfStore(Func<IMailbox, IConversationStore, ITranscriptStore, IContactDirectory, StoreDecorator> mutate, Action<SimulationOptions>? configure = null) =>
        OfStoreAndRecords((_, m, c, t, d) => mutate(m, c, t, d), configure);

    /// <summary>The same, for a mutant that writes records of its own.</summary>
    public static SimulationOptions OfStoreAndRecords(
        Func<IRecordStore, IMailbox, IConversationStore, ITranscriptStore, IContactDirectory, StoreDecorator> mutate, Action<SimulationOptions>? configure = null)
    {
        var options = new SimulationOptions
        {
            HasOwnBot = false,
            Configure = builder =>
            {
                StoreDecorator mutant = mutate(
                    Instance<IRecordStore>(builder),
                    Instance<IMailbox>(builder),
                    Instance<IConversationStore>(builder),
                    Instance<ITranscriptStore>(builder),
                    Instance<IContactDirectory>(builder));
                builder.Services.AddSingleton<IMailbox>(mutant);
                builder.Services.AddSingleton<IConversationStore>(mutant);
                builder.Services.AddSingleton<ITranscriptStore>(mutant);
                builder.Services.AddSingleton<IContactDirectory>(mutant);
            },
        };
        configure?.Invoke(options);
        return options;
    }

    /// <summary>In the place of what erases.</summary>
    public static SimulationOptions OfErasures(Func<IErasureStore, IMailbox, IConversationStore, IIdSource, ErasureDecorator> mutate) => new()
    {
        HasOwnBot = false,
        Configure = builder =>
            builder.Services.AddSingleton<IErasureStore>(mutate(Instance<IErasureStore>(builder), Instance<IMailbox>(builder), Instance<IConversationStore>(builder), Instance<IIdSource>(builder))),
    };

    /// <summary>In the place of the account's channel.</summary>
    public static SimulationOptions OfChannel(Func<Channels.IChannel, Channels.IChannel> mutate, Action<SimulationOptions>? configure = null)
    {
        var options = new SimulationOptions
        {
            HasOwnBot = false,
            Configure = builder =>
            {
                Channels.IChannel channel = Instance<Channels.IChannel>(builder);
                builder.Services.Remove(builder.Services.First(service => service.ServiceType == typeof(Channels.IChannel)));
                builder.Services.AddSingleton(mutate(channel));
            },
        };
        configure?.Invoke(options);
        return options;
    }

    private static T Instance<T>(IConciergeBuilder builder) =>
        (T)builder.Services.First(service => service.ServiceType == typeof(T)).ImplementationInstance!;
}
