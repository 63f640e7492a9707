using Concierge.Ai;
using Concierge.Ai.Mcp;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds MCP servers whose tools models may use.</summary>
public static class McpServiceCollectionExtensions
{
    /// <summary>
    /// Adds the server in section <c>Concierge:Ai:Mcp:{name}</c> as a <see cref="McpToolSource"/>, with the key <paramref name="name"/> and among
    /// all of them, and its tools to AI services. The host does not start while a setting is wrong; the server itself is started with the first use.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="name">The server's name in this host.</param>
    /// <param name="configure">Sets the options after the configuration did; or null.</param>
    public static IServiceCollection AddMcpTools(this IServiceCollection services, string name, Action<McpOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<McpOptions>, McpOptionsSetup>(
            static provider => new McpOptionsSetup(provider.GetService<IConfiguration>())));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<McpOptions>, McpOptionsValidator>());
        OptionsBuilder<McpOptions> options = services.AddOptions<McpOptions>(name).ValidateOnStart();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        if (!services.Any(service => service.ServiceType == typeof(McpToolSource) && name.Equals(service.ServiceKey)))
        {
            services.AddKeyedSingleton(name, static (provider, key) => new McpToolSource(
                (string)key!, provider.GetRequiredService<IOptionsMonitor<McpOptions>>().Get((string)key!), provider.GetRequiredService<TimeProvider>(), provider.GetService<ILoggerFactory>()));
            services.AddSingleton(provider => provider.GetRequiredKeyedService<McpToolSource>(name));
            services.AddSingleton<IToolSource>(provider => provider.GetRequiredKeyedService<McpToolSource>(name));
        }

        return services;
    }
}
