using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Concierge.Channels.Http;

/// <summary>Makes one channel for each configured or registered account. Register it with <c>AddProviderChannel()</c>.</summary>
/// <typeparam name="TOptions">The channel's options, one instance for each account.</typeparam>
/// <typeparam name="TSettings">What valid options become.</typeparam>
public abstract class ProviderChannelSource<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions, TSettings> : IChannelSource, IDisposable
    where TOptions : class
    where TSettings : class
{
    private readonly List<ProviderAccount<TSettings>> _accounts = [];
    private readonly string _channel;
    private readonly string _section;
    private readonly IServiceProvider _services;

    /// <summary>Makes a source.</summary>
    /// <param name="channel">The channel's name.</param>
    /// <param name="section">The channel's configuration section.</param>
    /// <param name="services">The host's services; configuration and logging may be absent.</param>
    protected ProviderChannelSource(string channel, string section, IServiceProvider services)
    {
        _channel = channel;
        _section = section;
        _services = services;
    }

    /// <summary>The accounts that were made.</summary>
    public IReadOnlyList<ProviderAccount<TSettings>> Accounts => _accounts;

    /// <inheritdoc/>
    /// <exception cref="OptionsValidationException">An account's settings are not valid, or two accounts are the same.</exception>
    public IReadOnlyList<IChannel> CreateChannels()
    {
        IConfiguration? configuration = _services.GetService<IConfiguration>();
        ILogger logger = _services.GetService<ILoggerFactory>()?.CreateLogger(GetType().Namespace ?? _channel) ?? NullLogger.Instance;
        var options = _services.GetRequiredService<IOptionsFactory<TOptions>>();
        var channels = new List<IChannel>();
        foreach (string name in AccountSections.Names(configuration, _section, _services.GetServices<ProviderAccountName<TOptions>>().Select(static account => account.Name)))
        {
            var account = new ProviderAccount<TSettings>(new AccountKey(_channel, name), () => CreateSettings(name, options.Create(name)), configuration, logger);
            RefuseClash(account);
            _accounts.Add(account);
            channels.Add(CreateChannel(account, logger));
        }

        return channels;
    }

    /// <summary>Stops following the configuration.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Turns valid options into settings.</summary>
    protected abstract TSettings CreateSettings(string name, TOptions options);

    /// <summary>Makes an account's channel.</summary>
    protected abstract IChannel CreateChannel(ProviderAccount<TSettings> account, ILogger logger);

    /// <summary>What two accounts share though they must not, or null.</summary>
    protected abstract AccountClash? FindClash(TSettings one, TSettings other);

    /// <summary>Frees the accounts.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _accounts.ForEach(static account => account.Dispose());
        }
    }

    private void RefuseClash(ProviderAccount<TSettings> account)
    {
        foreach (ProviderAccount<TSettings> other in _accounts)
        {
            if (FindClash(account.Settings!, other.Settings!) is { } clash)
            {
                account.Dispose();
                throw new OptionsValidationException(account.Key.Name, typeof(TOptions),
                    [$"{AccountSections.Of(_section, account.Key.Name)}:{clash.Setting} is the same as that of account {other.Key.Name}. {clash.Advice}"]);
            }
        }
    }
}
