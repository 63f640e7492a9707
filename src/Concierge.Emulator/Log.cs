using Microsoft.Extensions.Logging;

namespace Concierge.Emulator;

internal static partial class Log
{
    [LoggerMessage(9000, LogLevel.Information, "The emulator's phone is at {Page}. It has no login: for development only.")]
    public static partial void Page(ILogger logger, Uri page);

    [LoggerMessage(9001, LogLevel.Warning, "Webhook {Channel}, attempt {Attempt}: {Outcome}. It is posted again in {Gap}.")]
    public static partial void WebhookRefused(ILogger logger, string channel, int attempt, string outcome, TimeSpan gap);

    [LoggerMessage(9002, LogLevel.Warning, "Webhook {Channel}, attempt {Attempt}: {Outcome}. The provider gives it up.")]
    public static partial void WebhookGivenUp(ILogger logger, string channel, int attempt, string outcome);
}
