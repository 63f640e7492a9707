using Microsoft.Extensions.Logging;

namespace Concierge.Channels.Http;

/// <summary>What this package logs. Event ids 4000–4099.</summary>
internal static partial class Log
{
    [LoggerMessage(4000, LogLevel.Information, "Account {Account}: changed settings are in force.")]
    public static partial void SettingsReloaded(this ILogger logger, string account);

    [LoggerMessage(4001, LogLevel.Error, "Account {Account} is stopped: its changed settings are not valid. {Problem}")]
    public static partial void SettingsRefused(this ILogger logger, string account, string problem);
}
