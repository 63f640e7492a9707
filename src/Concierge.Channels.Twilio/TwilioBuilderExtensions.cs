using Concierge.Channels;
using Concierge.Channels.Twilio;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

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
        builder.Services.AddProviderHttp();
        builder.Services.AddOptions();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<TwilioOptions>, TwilioOptionsSetup>(
            static services => new TwilioOptionsSetup(services.GetService<IConfiguration>())));
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TwilioOptions>, TwilioOptionsValidator>());
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IChannelSource, TwilioChannelSource>());
        return builder;
    }

    /// <summary>Adds one account in code, on top of what its section <c>Concierge:Twilio:Accounts:{name}</c> says.</summary>
    /// <param name="builder">What <c>AddConcierge()</c> returned.</param>
    /// <param name="name">The account's name, part of its webhook address.</param>
    /// <param name="configure">Sets the options after the configuration did; called again when the configuration changes.</param>
    public static IConciergeBuilder AddTwilio(this IConciergeBuilder builder, string name, Action<TwilioOptions> configure)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(configure);
        builder.AddTwilio().Services.Configure(name, configure).AddSingleton(new TwilioAccountName(name));
        return builder;
    }
}
