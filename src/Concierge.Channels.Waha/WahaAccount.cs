using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Concierge.Channels.Waha;

/// <summary>
/// An account whose settings follow the configuration. Settings that become invalid are not replaced by older ones: a
/// secret that was removed is dead, so the account verifies and sends nothing until they are mended.
/// </summary>
internal sealed class WahaAccount : IDisposable
{
    private readonly IOptionsFactory<WahaOptions> _options;
    private readonly ILogger _logger;
    private readonly IDisposable? _subscription;
    private volatile WahaSettings? _settings;

    /// <exception cref="OptionsValidationException">The settings are not valid.</exception>
    public WahaAccount(string name, IOptionsFactory<WahaOptions> options, IConfiguration? configuration, ILogger logger)
    {
        Key = new AccountKey(WahaChannel.ChannelName, name);
        _options = options;
        _logger = logger;
        _settings = new WahaSettings(options.Create(name));
        _subscription = configuration is null ? null : ChangeToken.OnChange(configuration.GetReloadToken, Reload);
    }

    public AccountKey Key { get; }

    /// <summary>The settings in force; null while they are invalid.</summary>
    public WahaSettings? Settings => _settings;

    public void Dispose() => _subscription?.Dispose();

    private void Reload()
    {
        try
        {
            _settings = new WahaSettings(_options.Create(Key.Name));
            _logger.SettingsReloaded(Key.Name);
        }
        catch (Exception exception) when (exception is OptionsValidationException or InvalidOperationException)
        {
            _settings = null;
            _logger.SettingsRefused(Key.Name, exception is OptionsValidationException validation ? string.Join(' ', validation.Failures) : "A value cannot be read.");
        }
    }
}
