using Microsoft.Extensions.Logging;

namespace Concierge;

internal static partial class Log
{
    [LoggerMessage(1000, LogLevel.Information, "Concierge started with {Accounts} account(s): {Names}.")]
    public static partial void Started(ILogger logger, int accounts, string names);

    [LoggerMessage(1001, LogLevel.Information, "Concierge stopped; {Lanes} conversation(s) were still being handled.")]
    public static partial void Stopped(ILogger logger, int lanes);

    [LoggerMessage(1002, LogLevel.Warning, "A webhook verified by account {Account} names an account that is not registered or signed by another secret; it was not stored.")]
    public static partial void UnknownAccount(ILogger logger, string account);

    [LoggerMessage(1003, LogLevel.Warning, "A message for account {Account} is older than the deduplication retention and was refused as a replay.")]
    public static partial void ExpiredEvent(ILogger logger, string account);

    [LoggerMessage(1004, LogLevel.Error, "The store is unavailable: {Reason} (and {Unsaid} times more since this was last said)")]
    public static partial void StoreUnavailable(ILogger logger, string reason, long unsaid);

    [LoggerMessage(1005, LogLevel.Error, "A turn of conversation {Conversation} failed (failure {Failures}); it is tried again at {RetryAt:O}. {ErrorType}")]
    public static partial void TurnFailed(ILogger logger, ConversationId conversation, int failures, DateTimeOffset retryAt, string errorType, Exception exception);

    [LoggerMessage(1006, LogLevel.Error, "An input of conversation {Conversation} became a dead letter: {Reason}")]
    public static partial void Quarantined(ILogger logger, ConversationId conversation, string reason);

    [LoggerMessage(1007, LogLevel.Warning, "The lease of conversation {Conversation} was lost; another owner goes on with it.")]
    public static partial void LeaseLost(ILogger logger, ConversationId conversation);

    [LoggerMessage(1008, LogLevel.Error, "Conversation {Conversation} cannot be handled now.")]
    public static partial void LaneFailed(ILogger logger, ConversationId conversation, Exception exception);

    [LoggerMessage(1009, LogLevel.Warning, "Conversation {Conversation} belongs to an account that is not registered any more; it waits.")]
    public static partial void AccountMissing(ILogger logger, ConversationId conversation);

    [LoggerMessage(1010, LogLevel.Warning, "A reply of conversation {Conversation} became a dead letter: {Reason} {Code}")]
    public static partial void ReplyGivenUp(ILogger logger, ConversationId conversation, string reason, string? code);

    [LoggerMessage(1011, LogLevel.Error, "The channel of conversation {Conversation} threw while sending; the outcome counts as unknown.")]
    public static partial void ChannelThrew(ILogger logger, ConversationId conversation, Exception exception);

    [LoggerMessage(1012, LogLevel.Error, "Account {Account} was refused by its provider (code {Code}). Sending pauses; check its credentials.")]
    public static partial void CredentialsRefused(ILogger logger, string account, string? code);

    [LoggerMessage(1014, LogLevel.Information, "Account {Account}: {Count} message(s) that no webhook had brought were fetched.")]
    public static partial void CaughtUp(ILogger logger, string account, int count);

    [LoggerMessage(1015, LogLevel.Warning, "Account {Account} could not be asked for missed messages; it is tried again later. {Reason}")]
    public static partial void HistoryUnavailable(ILogger logger, string account, string reason);

    [LoggerMessage(1040, LogLevel.Warning, "The stored definition of service {Service} does not hold: {Problems}")]
    public static partial void DefinitionRefused(ILogger logger, string service, string problems);

    [LoggerMessage(1041, LogLevel.Information, "Service {Service} was changed in the catalogue.")]
    public static partial void CatalogueChanged(ILogger logger, string service);

    [LoggerMessage(1042, LogLevel.Warning, "The model of service {Service} failed in conversation {Conversation} ({ErrorType}); a person takes over.")]
    public static partial void ModelFailed(ILogger logger, ConversationId conversation, string service, string errorType);

    [LoggerMessage(1043, LogLevel.Warning, "The validator {Validator} cannot check a code now ({ErrorType}).")]
    public static partial void IdNotChecked(ILogger logger, string validator, string errorType);

    [LoggerMessage(1044, LogLevel.Warning, "A message of conversation {Conversation} could not be classified ({ErrorType}).")]
    public static partial void ClassificationFailed(ILogger logger, ConversationId conversation, string errorType);

    [LoggerMessage(1045, LogLevel.Warning, "The session observer {Observer} failed on conversation {Conversation} ({ErrorType}); it is not called again for this change.")]
    public static partial void ObserverFailed(ILogger logger, ConversationId conversation, string observer, string errorType);

    [LoggerMessage(1016, LogLevel.Error, "A timer of conversation {Conversation} is for '{Handler}', and no ITimerHandler of that name is registered; it was dropped.")]
    public static partial void TimerHandlerMissing(ILogger logger, ConversationId conversation, string handler);

    [LoggerMessage(1017, LogLevel.Information, "Conversation {Conversation} waits for a person.")]
    public static partial void HandoffRequested(ILogger logger, ConversationId conversation);

    [LoggerMessage(1018, LogLevel.Warning, "Subscriber {Subscriber} did not take an event of type {Type} (failure {Failures}); it is delivered again.")]
    public static partial void EventRefused(ILogger logger, string subscriber, string type, int failures, Exception exception);

    [LoggerMessage(1013, LogLevel.Error, "The scheduler cannot receive; it tries again.")]
    public static partial void ReceiveFailed(ILogger logger, Exception exception);

    [LoggerMessage(1030, LogLevel.Warning, "The lease of conversation {Conversation} could not be prolonged; its turn is cancelled and goes on with the next owner.")]
    public static partial void LeaseNotRenewed(ILogger logger, ConversationId conversation);

    [LoggerMessage(1046, LogLevel.Information, "Conversation {Conversation} was erased.")]
    public static partial void Erased(ILogger logger, ConversationId conversation);
}
