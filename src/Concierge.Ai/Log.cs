using Microsoft.Extensions.Logging;

namespace Concierge.Ai;

internal static partial class Log
{
    [LoggerMessage(1700, LogLevel.Warning, "The client '{Client}' failed in service {Service}: {ErrorType}")]
    public static partial void ModelFailed(ILogger logger, string service, string client, string errorType);

    [LoggerMessage(1701, LogLevel.Error, "No model answered in service {Service}; the person was told so.")]
    public static partial void NoModelAnswered(ILogger logger, string service);

    [LoggerMessage(1702, LogLevel.Debug, "Tool {Tool} begins in conversation {Conversation}.")]
    public static partial void ToolBegins(ILogger logger, string tool, ConversationId conversation);

    [LoggerMessage(1703, LogLevel.Debug, "Tool {Tool} ended after {Milliseconds} ms.")]
    public static partial void ToolEnded(ILogger logger, string tool, double milliseconds);

    [LoggerMessage(1704, LogLevel.Warning, "Tool {Tool} failed: {ErrorType}")]
    public static partial void ToolFailed(ILogger logger, string tool, string errorType);

    [LoggerMessage(1705, LogLevel.Debug, "The model asked for a tool that it does not have.")]
    public static partial void ToolUnknown(ILogger logger);

    [LoggerMessage(1706, LogLevel.Information, "Service {Service} stopped asking for tools after {Requests} requests.")]
    public static partial void LoopEnded(ILogger logger, string service, int requests);

    [LoggerMessage(1707, LogLevel.Warning, "Too many failed calls in a row in service {Service}; the turn was ended.")]
    public static partial void TooManyErrors(ILogger logger, string service);

    [LoggerMessage(1708, LogLevel.Information, "Tool {Tool} waits for a confirmation in conversation {Conversation}.")]
    public static partial void WaitsForConfirmation(ILogger logger, string tool, ConversationId conversation);

    [LoggerMessage(1709, LogLevel.Information, "A confirmation in conversation {Conversation} was not open any more, or was somebody else's.")]
    public static partial void ConfirmationRefused(ILogger logger, ConversationId conversation);

    [LoggerMessage(1710, LogLevel.Warning, "A crash interrupted tool {Tool} in conversation {Conversation}; its outcome is unknown and it was not repeated.")]
    public static partial void OutcomeUnknown(ILogger logger, string tool, ConversationId conversation);

    [LoggerMessage(1711, LogLevel.Warning, "{Count} link(s) were taken out of an answer of service {Service}.")]
    public static partial void LinksRemoved(ILogger logger, string service, int count);

    [LoggerMessage(1712, LogLevel.Warning, "A source of {Kind} failed and was left out of the turn: {ErrorType}")]
    public static partial void SourceFailed(ILogger logger, string kind, string errorType);

    [LoggerMessage(1713, LogLevel.Information, "A limit ({Limit}) ended or refused a turn of service {Service}.")]
    public static partial void LimitReached(ILogger logger, string service, string limit);

    [LoggerMessage(1714, LogLevel.Trace, "Tool {Tool} was called with {Arguments} and gave {Result}")]
    public static partial void ToolContent(ILogger logger, string tool, string arguments, string result);

    [LoggerMessage(1715, LogLevel.Warning, "A file could not be read for the model: {ErrorType}")]
    public static partial void MediaFailed(ILogger logger, string errorType);

    [LoggerMessage(1717, LogLevel.Warning, "An answer of service {Service} held a text that must not be said; it was not sent.")]
    public static partial void ForbiddenText(ILogger logger, string service);

    [LoggerMessage(1718, LogLevel.Warning, "Service {Service} could not tell a person that the answer takes a moment: the store was away.")]
    public static partial void NoticeFailed(ILogger logger, string service);

    [LoggerMessage(1719, LogLevel.Warning, "The stored action {Tool} does not hold: {Problems}")]
    public static partial void ActionRefused(ILogger logger, string tool, string problems);

    [LoggerMessage(1720, LogLevel.Information, "Tool {Tool} was changed in the store.")]
    public static partial void ToolChanged(ILogger logger, string tool);

    [LoggerMessage(1740, LogLevel.Warning, "An answer of service {Service} held {Count} number(s) that stand in no source.")]
    public static partial void UnknownNumbers(ILogger logger, string service, int count);

    [LoggerMessage(1716, LogLevel.Trace, "The failure in full.")]
    public static partial void Failure(ILogger logger, Exception exception);
}
