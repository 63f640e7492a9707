using System.Text;
using System.Text.Json;
using Concierge.Channels.Chatwoot.Inbound;
using Concierge.Channels.Http;

namespace Concierge.Channels.Chatwoot.Outbound;

/// <summary>Looks for the message of an earlier attempt by the attempt id that it carries.</summary>
internal sealed class SentMessages(ProviderAccount<ChatwootSettings> account, ListedMessages messages)
{
    /// <summary>The person may have moved to another conversation since the attempt.</summary>
    private const int MostConversations = 3;

    /// <summary>How far Chatwoot's clock may be behind.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    private static readonly string AttemptMember = Encoding.UTF8.GetString(ContentAttributes.AttemptMember);

    public async ValueTask<SendResult?> FindAsync(SendAttempt attempt, DateTimeOffset startedAt, CancellationToken cancellationToken)
    {
        if (account.Settings is not { } settings)
        {
            return SendResult.Retry(RetryScope.Credentials, detail: "The account's settings are not valid.");
        }

        foreach (long conversation in ConversationAddress.All(attempt.Recipient, settings.AccountId).Take(MostConversations))
        {
            await foreach (ListedPage page in messages.ReadAsync(settings, conversation, startedAt - Skew, cancellationToken))
            {
                if (page.Refusal is { } refusal)
                {
                    // A bot's token may send and never look; a conversation that is gone holds nothing. Both stay so.
                    if (refusal.Status == 404 || ReplyClassifier.IsForUsersOnly(refusal))
                    {
                        break;
                    }

                    return ReplyClassifier.Classify(refusal) is SendRetry retry ? retry : SendResult.Retry(detail: "Chatwoot could not be asked for the conversation's messages.");
                }

                foreach (JsonElement message in page.Items)
                {
                    if (ApiJson.Text(ApiJson.Member(message, "content_attributes"), AttemptMember) == attempt.AttemptId || ApiJson.Text(message, "echo_id") == attempt.AttemptId)
                    {
                        return Outcome(message);
                    }
                }
            }
        }

        return null;
    }

    private static SendResult Outcome(JsonElement message) => ApiJson.Text(message, "status") == "failed"
        ? SendResult.Rejected(RejectReason.Other, "failed", "Chatwoot took the message and could not deliver it.")
        : SendResult.Accepted(ApiJson.Text(message, "id"));
}
