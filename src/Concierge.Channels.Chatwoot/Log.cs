using Microsoft.Extensions.Logging;

namespace Concierge.Channels.Chatwoot;

/// <summary>What this package logs. Event ids 4400–4499.</summary>
internal static partial class Log
{
    [LoggerMessage(4400, LogLevel.Information, "Chatwoot account {Account}: changed settings are in force.")]
    public static partial void SettingsReloaded(this ILogger logger, string account);

    [LoggerMessage(4401, LogLevel.Error, "Chatwoot account {Account} is stopped: its changed settings are not valid. {Problem}")]
    public static partial void SettingsRefused(this ILogger logger, string account, string problem);

    [LoggerMessage(4402, LogLevel.Warning, "Chatwoot account {Account}: the API answered {Status} to a message.")]
    public static partial void ApiRefused(this ILogger logger, string account, int status);

    [LoggerMessage(4403, LogLevel.Warning, "Chatwoot account {Account}: messages that were missed cannot be fetched, because AccessToken is an agent bot's. Use a user's token for it.")]
    public static partial void HistoryNeedsUserToken(this ILogger logger, string account);
}
