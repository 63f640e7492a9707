using Microsoft.Extensions.Logging;

namespace Concierge.Channels.Waha;

/// <summary>What this package logs. Event ids 4300–4399.</summary>
internal static partial class Log
{
    [LoggerMessage(4300, LogLevel.Warning, "WAHA account {Account}: the server answered {Status}.")]
    public static partial void ApiRefused(this ILogger logger, string account, int status);
}
