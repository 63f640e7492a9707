using Microsoft.Extensions.Logging;

namespace Concierge.AspNetCore.Registration;

internal static partial class RegistrationLog
{
    [LoggerMessage(EventId = 1200, Message = "Webhook of account {Account}: {Note}")]
    public static partial void Registration(ILogger logger, LogLevel level, string account, string note);

    [LoggerMessage(1201, LogLevel.Error, "Webhook addresses could not be set at the providers. Enter them there by hand, or correct the settings and start again.")]
    public static partial void RegistrationFailed(ILogger logger, Exception exception);
}
