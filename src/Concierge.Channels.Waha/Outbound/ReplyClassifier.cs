using System.Globalization;
using Concierge.Channels.Http;
using Concierge.Channels.Waha.Wire;

namespace Concierge.Channels.Waha.Outbound;

/// <summary>Says what a send became. Only a bare message id is kept: receipts agree on that alone.</summary>
internal static class ReplyClassifier
{
    private static readonly TimeSpan SessionPause = TimeSpan.FromSeconds(30);

    public static SendResult Classify(ProviderReply reply, bool isReaction)
    {
        if (reply.Outcome != ProviderOutcome.Answered || !reply.IsComplete)
        {
            return reply.ToSendResult();
        }

        Answer? answer = Answer.TryRead(reply.Body);
        if (reply.IsSuccess)
        {
            string? id = answer?.MessageId;
            return id is not null || isReaction ? SendResult.Accepted(id is null ? null : MessageKey.BareOf(id)) : reply.ToSendResult();
        }

        return reply.Status switch
        {
            422 when answer is { Status: { } status, HasExpected: true } =>
                SendResult.Retry(RetryScope.Account, reply.RetryAfter ?? SessionPause, "422", $"The session is not WORKING ({SessionStatus.Word(status)}). Check it on the WAHA server."),
            400 or 404 or 422 => SendResult.Rejected(
                RejectReason.InvalidRequest, reply.Status.ToString(CultureInfo.InvariantCulture), "WAHA refused the request as invalid, or the session or chat does not exist."),
            501 => SendResult.Rejected(RejectReason.Unsupported, "501", "The session's engine cannot do this."),
            _ => reply.ToSendResult(),
        };
    }
}
