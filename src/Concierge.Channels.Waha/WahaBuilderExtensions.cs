using Concierge.Channels.Waha;
using Concierge.Health;
using Microsoft.Extensions.DependencyInjection.Extensions;

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
        builder.AddProviderChannel<WahaOptions, WahaOptionsSetup, WahaOptionsValidator, WahaChannelSource>();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHealthProbe, WahaHealthProbe>());
        return builder;
    }

    /// <summary>Adds one account in code, on top of what its section <c>Concierge:Waha:Accounts:{name}</c> says.</summary>
    /// <param name="builder">What <c>AddConcierge()</c> returned.</param>
    /// <param name="name">The account's name, part of its webhook address.</param>
    /// <param name="configure">Sets the options after the configuration did; called again when the configuration changes.</param>
    public static IConciergeBuilder AddWaha(this IConciergeBuilder builder, string name, Action<WahaOptions> configure) =>
        builder.AddWaha().AddProviderAccount(name, configure);
}
