using Concierge.Channels.Chatwoot;

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
        return builder.AddProviderChannel<ChatwootOptions, ChatwootOptionsSetup, ChatwootOptionsValidator, ChatwootChannelSource>();
    }

    /// <summary>Adds one account in code, on top of what its section <c>Concierge:Chatwoot:Accounts:{name}</c> says.</summary>
    /// <param name="builder">What <c>AddConcierge()</c> returned.</param>
    /// <param name="name">The account's name, part of its webhook address.</param>
    /// <param name="configure">Sets the options after the configuration did; called again when the configuration changes.</param>
    public static IConciergeBuilder AddChatwoot(this IConciergeBuilder builder, string name, Action<ChatwootOptions> configure) =>
        builder.AddChatwoot().AddProviderAccount(name, configure);
}
