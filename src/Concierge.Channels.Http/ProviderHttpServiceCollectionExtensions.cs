using Concierge.Channels.Http;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers what channels share.</summary>
public static class ProviderHttpServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="ProviderClient"/> and <see cref="MediaFetcher"/> with their HTTP clients. Safe to call twice. The
    /// clients log nothing: their addresses and headers hold secrets.
    /// </summary>
    public static IServiceCollection AddProviderHttp(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (services.Any(service => service.ServiceType == typeof(ProviderClient)))
        {
            return services;
        }

        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<ProviderClient>();
        services.AddSingleton<MediaFetcher>();
        AddClient(services, ProviderClient.HttpClientName, static () => Handlers.Plain());
        AddClient(services, MediaFetcher.GuardedClientName, static () => Handlers.Guarded());
        AddClient(services, MediaFetcher.TrustedClientName, static () => Handlers.Plain());
        return services;
    }

    private static void AddClient(IServiceCollection services, string name, Func<SocketsHttpHandler> primary) =>
        services.AddHttpClient(name, static client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(primary)
            .AddHttpMessageHandler(static provider => new GetRetryHandler(provider.GetRequiredService<TimeProvider>()))
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
}
