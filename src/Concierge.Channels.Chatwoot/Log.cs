using Microsoft.Extensions.Logging;

namespace Concierge.Channels.Chatwoot;

/// <summary>What this package logs. Event ids 4400–4499.</summary>
internal static partial class Log
{
    [LoggerMessage(4402, LogLevel.Warning, "Chatwoot account {Account}: the API answered {Status} to a message.")]
    public static partial void ApiRefused(this ILogger logger, string account, int status);
}
