using Concierge.Channels;
using Concierge.Channels.Waha;
using Concierge.Health;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds WAHA, the self-hosted WhatsApp HTTP API.</summary>
public static class WahaBuilderExtensions
{
    /// <summary>
    /// Adds every account in section <c>Concierge:Waha</c>: the one without a name and those below <c>Accounts</c>. The host does
    /// not start while a setting is missing. Safe to call twice.
    /// </summary>
    public static IConciergeBuilder AddWaha(this IConciergeBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddProviderHttp();
        builder.Services.AddOptions();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<WahaOptions>, WahaOptionsSetup>(
            static services => new WahaOptionsSetup(services.GetService<IConfiguration>())));
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<WahaOptions>, WahaOptionsValidator>());
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IChannelSource, WahaChannelSource>());
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHealthProbe, WahaHealthProbe>());
        return builder;
    }

    /// <summary>Adds one account in code, on top of what its section <c>Concierge:Waha:Accounts:{name}</c> says.</summary>
    /// <param name="builder">What <c>AddConcierge()</c> returned.</param>
    /// <param name="name">The account's name, part of its webhook address.</param>
    /// <param name="configure">Sets the options after the configuration did; called again when the configuration changes.</param>
    public static IConciergeBuilder AddWaha(this IConciergeBuilder builder, string name, Action<WahaOptions> configure)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(configure);
        builder.AddWaha().Services.Configure(name, configure).AddSingleton(new WahaAccountName(name));
        return builder;
    }
}
