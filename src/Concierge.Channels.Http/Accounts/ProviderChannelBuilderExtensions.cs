using System.Diagnostics.CodeAnalysis;
using Concierge.Channels;
using Concierge.Channels.Http;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers a channel whose accounts stand in the configuration.</summary>
public static class ProviderChannelBuilderExtensions
{
    /// <summary>Adds the channel with what reads and checks its options. Safe to call twice.</summary>
    /// <typeparam name="TOptions">The options.</typeparam>
    /// <typeparam name="TSetup">Reads an account's section; the account's name is the options' name.</typeparam>
    /// <typeparam name="TValidator">Refuses options that are not valid.</typeparam>
    /// <typeparam name="TSource">A <see cref="ProviderChannelSource{TOptions, TSettings}"/>.</typeparam>
    public static IConciergeBuilder AddProviderChannel<
        TOptions,
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TSetup,
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TValidator,
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TSource>(this IConciergeBuilder builder)
        where TOptions : class
        where TSetup : class, IConfigureOptions<TOptions>
        where TValidator : class, IValidateOptions<TOptions>
        where TSource : class, IChannelSource
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddProviderHttp().AddOptions();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<TOptions>, TSetup>());
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TOptions>, TValidator>());
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IChannelSource, TSource>());
        return builder;
    }

    /// <summary>Adds one account in code, on top of what its section says.</summary>
    /// <param name="builder">What <c>AddConcierge()</c> returned.</param>
    /// <param name="name">The account's name, part of its webhook address.</param>
    /// <param name="configure">Sets the options after the configuration did; called again when the configuration changes.</param>
    public static IConciergeBuilder AddProviderAccount<TOptions>(this IConciergeBuilder builder, string name, Action<TOptions> configure)
        where TOptions : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.Configure(name, configure).AddSingleton(new ProviderAccountName<TOptions>(name));
        return builder;
    }
}
