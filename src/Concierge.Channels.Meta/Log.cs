using Microsoft.Extensions.Logging;

namespace Concierge.Channels.Meta;

/// <summary>What this package logs. Event ids 4100–4199.</summary>
internal static partial class Log
{
    [LoggerMessage(4102, LogLevel.Warning, "Meta account {Account}: the API answered {Status} with code {Code} (trace {Trace}). {Meaning}")]
    public static partial void ApiRefused(this ILogger logger, string account, int status, int code, string? trace, string meaning);
}
