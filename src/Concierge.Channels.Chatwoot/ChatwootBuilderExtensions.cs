using Concierge.Channels;
using Concierge.Channels.Chatwoot;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds Chatwoot, an open help desk.</summary>
public static class ChatwootBuilderExtensions
{
    /// <summary>
    /// Adds every account in section <c>Concierge:Chatwoot</c>: the one without a name and those below <c>Accounts</c>. The host does
    /// not start while a setting is missing. Safe to call twice.
    /// </summary>
    public static IConciergeBuilder AddChatwoot(this IConciergeBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddProviderHttp();
        builder.Services.AddOptions();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<ChatwootOptions>, ChatwootOptionsSetup>(
            static services => new ChatwootOptionsSetup(services.GetService<IConfiguration>())));
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ChatwootOptions>, ChatwootOptionsValidator>());
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IChannelSource, ChatwootChannelSource>());
        return builder;
    }

    /// <summary>Adds one account in code, on top of what its section <c>Concierge:Chatwoot:Accounts:{name}</c> says.</summary>
    /// <param name="builder">What <c>AddConcierge()</c> returned.</param>
    /// <param name="name">The account's name, part of its webhook address.</param>
    /// <param name="configure">Sets the options after the configuration did; called again when the configuration changes.</param>
    public static IConciergeBuilder AddChatwoot(this IConciergeBuilder builder, string name, Action<ChatwootOptions> configure)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(configure);
        builder.AddChatwoot().Services.Configure(name, configure).AddSingleton(new ChatwootAccountName(name));
        return builder;
    }
}
