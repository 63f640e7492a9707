using Concierge.Channels.Http;
using Microsoft.Extensions.Logging;

namespace Concierge.Channels.Chatwoot.Outbound;

/// <summary>Sends messages.</summary>
internal sealed class MessageSender(ProviderAccount<ChatwootSettings> account, ApiClient api, ConversationDesk desk, ILogger logger)
{
    public async ValueTask<SendResult> SendAsync(OutboundMessage message, SendAttempt attempt, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (account.Settings is not { } settings)
        {
            return SendResult.Retry(RetryScope.Credentials, detail: "The account's settings are not valid.");
        }

        if (ConversationAddress.Current(attempt.Recipient, settings.AccountId) is not { } conversation)
        {
            return SendResult.Rejected(RejectReason.RecipientUnreachable, detail: "The contact has no conversation in this Chatwoot account: the person must write first.");
        }

        if (MessageRules.Check(message) is { } refused)
        {
            return refused;
        }

        if (message is HandoffMessage handoff)
        {
            return await desk.ChangeHandsAsync(settings, conversation, handoff, attempt.AttemptId, cancellationToken);
        }

        ProviderReply reply = await api.PostAsync(settings, $"conversations/{conversation}/messages", MessageWriter.Write(message, attempt.AttemptId), cancellationToken);
        if (reply.Status >= 400)
        {
            logger.ApiRefused(account.Key.Name, reply.Status);
        }

        return ReplyClassifier.Classify(reply);
    }
}
