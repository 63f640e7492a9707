using Microsoft.Extensions.Logging;

namespace Concierge.Channels.Twilio;

/// <summary>What this package logs. Event ids 4200–4299.</summary>
internal static partial class Log
{
    [LoggerMessage(4200, LogLevel.Information, "Twilio account {Account}: changed settings are in force.")]
    public static partial void SettingsReloaded(this ILogger logger, string account);

    [LoggerMessage(4201, LogLevel.Error, "Twilio account {Account} is stopped: its changed settings are not valid. {Problem}")]
    public static partial void SettingsRefused(this ILogger logger, string account, string problem);

    [LoggerMessage(4202, LogLevel.Warning, "Twilio account {Account}: the API answered {Status} with code {Code}. {Meaning}")]
    public static partial void ApiRefused(this ILogger logger, string account, int status, int code, string meaning);
}
