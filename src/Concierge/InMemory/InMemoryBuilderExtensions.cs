using Concierge;
using Concierge.InMemory;
using Concierge.Storage;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the in-memory stores.</summary>
public static class InMemoryBuilderExtensions
{
    /// <summary>
    /// Keeps everything in memory: for development and tests, because nothing survives the process. A store that is
    /// registered already stays. Refuses appends beyond <see cref="ConciergeOptions.MaxBacklog"/>. Safe to call twice.
    /// </summary>
    public static IConciergeBuilder UseInMemory(this IConciergeBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        IServiceCollection services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => new InMemoryStore(
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IOptions<ConciergeOptions>>().Value.MaxBacklog));
        services.TryAddSingleton<IMailbox>(provider => provider.GetRequiredService<InMemoryStore>());
        services.TryAddSingleton<IConversationStore>(provider => provider.GetRequiredService<InMemoryStore>());
        services.TryAddSingleton<ITranscriptStore>(provider => provider.GetRequiredService<InMemoryStore>());
        services.TryAddSingleton<IContactDirectory>(provider => provider.GetRequiredService<InMemoryStore>());
        services.TryAddSingleton<IRecordStore>(provider => provider.GetRequiredService<InMemoryStore>());
        services.TryAddSingleton<IErasureStore>(provider => provider.GetRequiredService<InMemoryStore>());
        return builder;
    }
}
