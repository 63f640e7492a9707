using Microsoft.Extensions.Logging;

namespace Concierge.Storage.PostgreSql;

internal static partial class Log
{
    [LoggerMessage(EventId = 3101, Level = LogLevel.Information, Message = "PostgreSQL {Version} opened, schema {Schema} version {Number}, as node {Node}; leases last {Lease}.")]
    public static partial void Opened(this ILogger logger, string version, string schema, int number, string node, TimeSpan lease);

    [LoggerMessage(EventId = 3102, Level = LogLevel.Warning, Message = "The database has {Setting} = off: its crash may lose messages that were acknowledged. Set it to on to keep the promise.")]
    public static partial void NotDurable(this ILogger logger, string setting);

    [LoggerMessage(EventId = 3103, Level = LogLevel.Error, Message = "The store does not work; webhooks are refused until it does. {Reason}")]
    public static partial void Broken(this ILogger logger, string reason);

    [LoggerMessage(EventId = 3104, Level = LogLevel.Information, Message = "The store works again.")]
    public static partial void Healed(this ILogger logger);

    [LoggerMessage(EventId = 3106, Level = LogLevel.Error, Message = "An operation of the store failed and changed nothing. {Reason}")]
    public static partial void Refused(this ILogger logger, string reason);

    [LoggerMessage(EventId = 3105, Level = LogLevel.Warning, Message = "Notifications of other nodes are not received; work is found by polling. {Reason}")]
    public static partial void NotListening(this ILogger logger, string reason);
}
