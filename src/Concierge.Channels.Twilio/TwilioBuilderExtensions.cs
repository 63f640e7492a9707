using Concierge.Channels.Twilio;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds WhatsApp through Twilio.</summary>
public static class TwilioBuilderExtensions
{
    /// <summary>
    /// Adds every account in section <c>Concierge:Twilio</c>: the one without a name and those below <c>Accounts</c>. The host does
    /// not start while a setting is missing. Safe to call twice.
    /// </summary>
    public static IConciergeBuilder AddTwilio(this IConciergeBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddProviderChannel<TwilioOptions, TwilioOptionsSetup, TwilioOptionsValidator, TwilioChannelSource>();
    }

    /// <summary>Adds one account in code, on top of what its section <c>Concierge:Twilio:Accounts:{name}</c> says.</summary>
    /// <param name="builder">What <c>AddConcierge()</c> returned.</param>
    /// <param name="name">The account's name, part of its webhook address.</param>
    /// <param name="configure">Sets the options after the configuration did; called again when the configuration changes.</param>
    public static IConciergeBuilder AddTwilio(this IConciergeBuilder builder, string name, Action<TwilioOptions> configure) =>
        builder.AddTwilio().AddProviderAccount(name, configure);
}
