using Microsoft.Extensions.Logging;

namespace Concierge.Channels.Waha;

/// <summary>What this package logs. Event ids 4400–4499.</summary>
internal static partial class Log
{
    [LoggerMessage(4400, LogLevel.Information, "WAHA account {Account}: changed settings are in force.")]
    public static partial void SettingsReloaded(this ILogger logger, string account);

    [LoggerMessage(4401, LogLevel.Error, "WAHA account {Account} is stopped: its changed settings are not valid. {Problem}")]
    public static partial void SettingsRefused(this ILogger logger, string account, string problem);

    [LoggerMessage(4402, LogLevel.Warning, "WAHA account {Account}: the server answered {Status}.")]
    public static partial void ApiRefused(this ILogger logger, string account, int status);
}
