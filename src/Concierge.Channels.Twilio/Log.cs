using Microsoft.Extensions.Logging;

namespace Concierge.Channels.Twilio;

/// <summary>What this package logs. Event ids 4200–4299.</summary>
internal static partial class Log
{
    [LoggerMessage(4202, LogLevel.Warning, "Twilio account {Account}: the API answered {Status} with code {Code}. {Meaning}")]
    public static partial void ApiRefused(this ILogger logger, string account, int status, int code, string meaning);
}
