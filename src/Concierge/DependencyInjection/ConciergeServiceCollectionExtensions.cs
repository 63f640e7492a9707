using Concierge;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers Concierge.</summary>
public static class ConciergeServiceCollectionExtensions
{
    /// <summary>
    /// Adds the core with in-memory stores; add a channel, and a durable store for production. Settings come from section
    /// <c>Concierge</c>, then from <paramref name="configure"/>. Safe to call twice.
    /// </summary>
    public static IConciergeBuilder AddConcierge(this IServiceCollection services, Action<ConciergeOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ConciergeJourney>();
        services.AddOptions<ConciergeOptions>().BindConfiguration(ConciergeOptions.Section);
        if (configure is not null)
        {
            services.Configure(configure);
        }

        return new ConciergeBuilder(services);
    }
}
