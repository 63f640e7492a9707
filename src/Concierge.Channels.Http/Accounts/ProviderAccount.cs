using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Concierge.Channels.Http;

/// <summary>
/// An account whose settings follow the configuration. Settings that become invalid are not replaced by older ones: a
/// secret that was removed is dead, so the account verifies and sends nothing until they are mended. Thread-safe.
/// </summary>
/// <typeparam name="TSettings">The channel's valid settings with what is derived from them. Immutable.</typeparam>
public sealed class ProviderAccount<TSettings> : IDisposable
    where TSettings : class
{
    private readonly Func<TSettings> _create;
    private readonly ILogger _logger;
    private readonly IDisposable? _subscription;
    private volatile TSettings? _settings;

    /// <summary>Makes an account.</summary>
    /// <param name="key">Which one it is.</param>
    /// <param name="create">Reads the settings; called again whenever the configuration changes.</param>
    /// <param name="configuration">What to follow, or null.</param>
    /// <param name="logger">Told of changes.</param>
    /// <exception cref="OptionsValidationException">The settings are not valid.</exception>
    public ProviderAccount(AccountKey key, Func<TSettings> create, IConfiguration? configuration, ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(create);
        Key = key;
        _create = create;
        _logger = logger;
        _settings = create();
        _subscription = configuration is null ? null : ChangeToken.OnChange(configuration.GetReloadToken, Reload);
    }

    /// <summary>Which account it is.</summary>
    public AccountKey Key { get; }

    /// <summary>The settings in force; null while they are invalid.</summary>
    public TSettings? Settings => _settings;

    /// <summary>Stops following the configuration.</summary>
    public void Dispose() => _subscription?.Dispose();

    private void Reload()
    {
        try
        {
            _settings = _create();
            _logger.SettingsReloaded(Key.ToString());
        }
        catch (Exception exception) when (exception is OptionsValidationException or InvalidOperationException)
        {
            _settings = null;
            _logger.SettingsRefused(Key.ToString(), exception is OptionsValidationException validation ? string.Join(' ', validation.Failures) : "A value cannot be read.");
        }
    }
}
