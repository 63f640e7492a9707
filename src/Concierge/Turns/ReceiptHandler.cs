using Concierge.Channels;
using Concierge.Outbox;
using Concierge.Scheduling;
using Concierge.Storage;

namespace Concierge.Turns;

/// <summary>A receipt moves its reply forward, never back, and completes an attempt whose outcome was unknown.</summary>
internal sealed class ReceiptHandler(ReplyLedger ledger, ITranscriptStore transcripts)
{
    public async ValueTask HandleAsync(Lane lane, ReceiptReceived receipt, CancellationToken cancellationToken)
    {
        if (receipt.Status is not { } status)
        {
            return;
        }

        long? ordinal = FindOrdinal(lane, receipt);
        if (ordinal is null)
        {
            return;
        }

        OwedReply? owed = lane.Document.Owed.Find(reply => reply.Ordinal == ordinal);
        if (owed is not null)
        {
            CompleteOwed(lane, owed, receipt, status);
            return;
        }

        TranscriptEntry? line = lane.FindUncommitted(ordinal.Value) ?? await transcripts.FindAsync(lane.Id, ordinal.Value, cancellationToken);
        if (line?.Status is { } current && DeliveryProgress.IsForward(current, status))
        {
            Advance(lane, line, receipt, status);
        }
    }

    private static long? FindOrdinal(Lane lane, ReceiptReceived receipt)
    {
        if (AttemptId.TryParse(receipt.AttemptId, out AttemptId attempt))
        {
            return attempt.Conversation == lane.Id ? attempt.Ordinal : null;
        }

        return receipt.MessageId is null
            ? null
            : lane.Document.Sent.FindLast(sent => sent.ProviderMessageId == receipt.MessageId)?.Ordinal;
    }

    /// <summary>An attempt that was made, and whose answer was lost or is being waited for, is known now.</summary>
    private void CompleteOwed(Lane lane, OwedReply owed, ReceiptReceived receipt, DeliveryStatus status)
    {
        if (owed.Attempts.Count == 0)
        {
            return;
        }

        if (status == DeliveryStatus.Failed)
        {
            RejectReason reason = receipt.Reason ?? RejectReason.Other;
            ReplyLedger.HeedOptOut(lane, reason);
            ledger.Fail(lane, owed, reason, receipt.ErrorCode);
        }
        else
        {
            ledger.Complete(lane, owed, status, receipt.MessageId);
        }
    }

    private void Advance(Lane lane, TranscriptEntry line, ReceiptReceived receipt, DeliveryStatus status)
    {
        TranscriptEntry advanced = line with
        {
            Status = status,
            ProviderMessageId = line.ProviderMessageId ?? receipt.MessageId,
            ErrorCode = status == DeliveryStatus.Failed ? receipt.ErrorCode : null,
        };
        lane.Write(advanced);
        int index = lane.Document.Sent.FindIndex(sent => sent.Ordinal == line.Ordinal);
        if (index >= 0)
        {
            lane.Document.Sent[index] = new SentReply(line.Ordinal, advanced.ProviderMessageId, status);
        }

        if (status == DeliveryStatus.Failed)
        {
            RejectReason reason = receipt.Reason ?? RejectReason.Other;
            ReplyLedger.HeedOptOut(lane, reason);
            ledger.BuryFailed(lane, advanced, reason, receipt.ErrorCode);
        }
    }
}
