using Microsoft.Extensions.Logging;

namespace Concierge.Channels.Chatwoot;

/// <summary>What this package logs. Event ids 4400–4499.</summary>
internal static partial class Log
{
    [LoggerMessage(4402, LogLevel.Warning, "Chatwoot account {Account}: the API answered {Status} to a message.")]
    public static partial void ApiRefused(this ILogger logger, string account, int status);

    [LoggerMessage(4403, LogLevel.Warning, "Chatwoot account {Account}: messages that were missed cannot be fetched, because AccessToken is an agent bot's. Use a user's token for it.")]
    public static partial void HistoryNeedsUserToken(this ILogger logger, string account);
}
