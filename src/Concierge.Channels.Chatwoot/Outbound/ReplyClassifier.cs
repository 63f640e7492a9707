using Concierge.Channels.Http;

namespace Concierge.Channels.Chatwoot.Outbound;

/// <summary>Says what a send became, from Chatwoot's answer. Chatwoot has no error codes: the status decides.</summary>
internal static class ReplyClassifier
{
    // Chatwoot counts messages per conversation and minute.
    private static readonly TimeSpan ConversationPause = TimeSpan.FromMinutes(1);

    public static SendResult Classify(ProviderReply reply)
    {
        if (reply.Outcome != ProviderOutcome.Answered || !reply.IsComplete)
        {
            return reply.ToSendResult();
        }

        if (reply.IsSuccess)
        {
            return ApiJson.Text(ApiJson.TryRead(reply.Body), "id") is { } id ? SendResult.Accepted(id) : reply.ToSendResult();
        }

        return reply.Status switch
        {
            401 or 403 => SendResult.Retry(RetryScope.Credentials, reply.RetryAfter, $"{reply.Status}", "Chatwoot refused the access token. Check AccessToken, and that the bot or user belongs to the account and inbox."),
            404 => SendResult.Rejected(RejectReason.RecipientUnreachable, "404", "The conversation does not exist in this Chatwoot account."),
            422 when IsTooMany(reply) => SendResult.Retry(RetryScope.Recipient, reply.RetryAfter ?? ConversationPause, "422", "Too many messages in this conversation within a minute."),
            400 or 413 or 422 => SendResult.Rejected(RejectReason.InvalidRequest, $"{reply.Status}", "Chatwoot refused the message's content."),
            _ => reply.ToSendResult(),
        };
    }

    /// <summary>Whether an agent bot's token was used for what only a user may do: for all that has no remedy but another token.</summary>
    public static bool IsForUsersOnly(ProviderReply reply) => reply.Status == 401 && reply.Body.Span.IndexOf("not authorized for bots"u8) >= 0;

    private static bool IsTooMany(ProviderReply reply) => reply.Body.Span.IndexOf("Too many messages"u8) >= 0;
}
