using Microsoft.Extensions.Logging;

namespace Concierge.Storage.Sqlite;

internal static partial class Log
{
    [LoggerMessage(EventId = 3001, Level = LogLevel.Information, Message = "SQLite {Version} ({Library}) opened {Path} with {Waiting} inputs waiting in {Milliseconds} ms.")]
    public static partial void Opened(this ILogger logger, string version, string library, string path, long waiting, long milliseconds);

    [LoggerMessage(EventId = 3002, Level = LogLevel.Warning, Message = "Concierge:Sqlite:Synchronous is Normal: a power failure may lose messages that were acknowledged. Set it to Full to keep the promise.")]
    public static partial void SynchronousNormal(this ILogger logger);

    [LoggerMessage(EventId = 3003, Level = LogLevel.Error, Message = "The store cannot write; webhooks are refused until it can. {Reason}")]
    public static partial void Broken(this ILogger logger, string reason);

    [LoggerMessage(EventId = 3004, Level = LogLevel.Information, Message = "The store can write again.")]
    public static partial void Healed(this ILogger logger);

    [LoggerMessage(EventId = 3005, Level = LogLevel.Error, Message = "An operation of the store failed and changed nothing. {Reason}")]
    public static partial void OperationFailed(this ILogger logger, string reason);

    [LoggerMessage(EventId = 3006, Level = LogLevel.Error, Message = "Item {Sequence} of conversation {Conversation} was damaged on the disk and became a dead letter.")]
    public static partial void ItemDamaged(this ILogger logger, long sequence, string conversation);
}
