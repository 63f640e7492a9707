using Concierge.Channels.Meta;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds Meta's WhatsApp Business Cloud API.</summary>
public static class MetaBuilderExtensions
{
    /// <summary>
    /// Adds every account in section <c>Concierge:Meta</c>: the one without a name and those below <c>Accounts</c>. The host does
    /// not start while a setting is missing. Safe to call twice.
    /// </summary>
    public static IConciergeBuilder AddMeta(this IConciergeBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddProviderChannel<MetaOptions, MetaOptionsSetup, MetaOptionsValidator, MetaChannelSource>();
    }

    /// <summary>Adds one account in code, on top of what its section <c>Concierge:Meta:Accounts:{name}</c> says.</summary>
    /// <param name="builder">What <c>AddConcierge()</c> returned.</param>
    /// <param name="name">The account's name, part of its webhook address.</param>
    /// <param name="configure">Sets the options after the configuration did; called again when the configuration changes.</param>
    public static IConciergeBuilder AddMeta(this IConciergeBuilder builder, string name, Action<MetaOptions> configure) =>
        builder.AddMeta().AddProviderAccount(name, configure);
}
