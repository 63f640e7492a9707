using Concierge.Channels.Http;
using Concierge.Channels.Meta.Wire;
using Microsoft.Extensions.Logging;

namespace Concierge.Channels.Meta.Outbound;

/// <summary>Sends messages, read marks and typing signs.</summary>
internal sealed class MessageSender(ProviderAccount<MetaSettings> account, GraphClient graph, ILogger logger)
{
    public async ValueTask<SendResult> SendAsync(OutboundMessage message, SendAttempt attempt, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (account.Settings is not { } settings)
        {
            return SendResult.Retry(RetryScope.Credentials, detail: "The account's settings are not valid.");
        }

        if (Recipient.From(attempt.Recipient) is not { } recipient)
        {
            return SendResult.Rejected(RejectReason.RecipientUnreachable, detail: "The contact has no number, user id or group that Meta can send to.");
        }

        if (MessageRules.Check(message) is { } refused)
        {
            return refused;
        }

        ReadOnlyMemory<byte> json = MessageWriter.Write(message, recipient, attempt.AttemptId);
        ProviderReply reply = await graph.PostAsync(settings, $"{settings.PhoneNumberId}/messages", json, cancellationToken);
        SendResult result = ReplyClassifier.Classify(reply, out GraphError? error);
        if (error?.Code is { } code)
        {
            logger.ApiRefused(account.Key.Name, reply.Status, code, Trace(error), ErrorTable.Find(code)?.Meaning ?? "The code is not known.");
        }

        return result;
    }

    public async ValueTask<bool> MarkReadAsync(string? messageId, bool typing, CancellationToken cancellationToken)
    {
        if (account.Settings is not { } settings || string.IsNullOrEmpty(messageId))
        {
            return false;
        }

        ReadOnlyMemory<byte> json = StatusWriter.Write(messageId, typing);
        ProviderReply reply = await graph.PostAsync(settings, $"{settings.PhoneNumberId}/messages", json, cancellationToken);
        return reply.IsSuccess && MetaJson.TryRead(reply.Body, MetaJsonContext.Default.SendAnswer) is { Success: true };
    }

    // Meta's trace ids are short and plain; anything else is not one and stays out of the log.
    private static string? Trace(GraphError error) =>
        error.FbtraceId is { Length: <= 64 } trace && trace.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-') ? trace : null;
}
