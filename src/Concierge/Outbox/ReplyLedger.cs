using Concierge.Channels;
using Concierge.Events;
using Concierge.Ingress;
using Concierge.Scheduling;
using Concierge.Storage;
using Microsoft.Extensions.Logging;

namespace Concierge.Outbox;

/// <summary>How a reply stops being owed: accepted, failed, held for a person, or withdrawn.</summary>
internal sealed class ReplyLedger(EventPublisher events, ILogger<ReplyLedger> logger)
{
    public void Complete(Lane lane, OwedReply reply, DeliveryStatus status, string? providerMessageId)
    {
        lane.Document.OutboundCount++;
        Close(lane, reply, status, providerMessageId, code: null);
    }

    public void Fail(Lane lane, OwedReply reply, RejectReason reason, string? code)
    {
        Close(lane, reply, DeliveryStatus.Failed, null, code);
        Bury(lane, reply, reason.ToString(), code);
    }

    /// <summary>A provider that refuses because the person opted out there says what a word here would have said.</summary>
    public static void HeedOptOut(Lane lane, RejectReason reason)
    {
        ContactProfile profile = lane.Document.Profile;
        if (reason == RejectReason.OptedOut)
        {
            profile.Consent = Consent.OptedOut;
            profile.ConsentAt = lane.Clock.GetUtcNow();
        }

        profile.RefusesMarketing |= reason == RejectReason.MarketingRefused;
    }

    /// <summary>Nobody knows whether it was sent, and the host wants a person to decide.</summary>
    public void Hold(Lane lane, OwedReply reply)
    {
        Close(lane, reply, DeliveryStatus.Held, null, code: null);
        Bury(lane, reply, "The outcome of the send is unknown.", code: null);
    }

    /// <summary>A person took over: what the bot still owes is not said any more.</summary>
    public void WithdrawBotReplies(Lane lane)
    {
        foreach (OwedReply reply in lane.Document.Owed.Where(owed => owed.Author == Author.Bot).ToList())
        {
            Close(lane, reply, DeliveryStatus.Cancelled, null, code: null);
        }
    }

    /// <summary>The help desk has changed who answers: it is not told any more what would change that again.</summary>
    public void WithdrawHandoffs(Lane lane, Handling to)
    {
        foreach (OwedReply reply in lane.Document.Owed.Where(owed => owed.Message is HandoffMessage handoff && handoff.To == to).ToList())
        {
            Close(lane, reply, DeliveryStatus.Cancelled, null, code: null);
        }
    }

    /// <summary>It must not be sent any more.</summary>
    public void Withdraw(Lane lane, OwedReply reply, string reason) => Close(lane, reply, DeliveryStatus.Cancelled, null, reason);

    /// <summary>Another message is sent in its place.</summary>
    public void Replace(Lane lane, OwedReply reply, OutboundMessage message)
    {
        int index = lane.Document.Owed.FindIndex(owed => owed.Ordinal == reply.Ordinal);
        lane.Document.Owed[index] = reply with { Message = message };
        lane.Write(new TranscriptEntry
        {
            Ordinal = reply.Ordinal,
            Author = reply.Author,
            By = reply.By,
            RecordedAt = reply.CreatedAt,
            Message = message,
            Status = reply.Status,
            Attempts = reply.Attempts,
        });
    }

    /// <summary>The provider accepted a reply and could not deliver it.</summary>
    public void BuryFailed(Lane lane, TranscriptEntry line, RejectReason reason, string? code)
    {
        if (line.Message is { } message)
        {
            var reply = new OwedReply { Ordinal = line.Ordinal, Message = message, Author = line.Author, By = line.By, CreatedAt = line.RecordedAt, Attempts = line.Attempts };
            Bury(lane, reply, reason.ToString(), code);
        }
    }

    private static void Close(Lane lane, OwedReply reply, DeliveryStatus status, string? providerMessageId, string? code)
    {
        ConversationDocument document = lane.Document;
        document.Owed.RemoveAll(owed => owed.Ordinal == reply.Ordinal);
        document.Sent.Add(new SentReply(reply.Ordinal, providerMessageId, status));
        if (document.Sent.Count > ConversationDocument.RecentReplies)
        {
            document.Sent.RemoveRange(0, document.Sent.Count - ConversationDocument.RecentReplies);
        }

        lane.Write(new TranscriptEntry
        {
            Ordinal = reply.Ordinal,
            Author = reply.Author,
            By = reply.By,
            RecordedAt = reply.CreatedAt,
            Message = reply.Message,
            Status = status,
            ProviderMessageId = providerMessageId,
            ErrorCode = code,
            Attempts = reply.Attempts,
        });
    }

    private void Bury(Lane lane, OwedReply reply, string reason, string? code)
    {
        Log.ReplyGivenUp(logger, lane.Id, reason, code);
        lane.GiveUp(new DeadLetter
        {
            Conversation = lane.Id,
            Kind = DeadLetterKind.Outbound,
            Reason = code is null ? reason : $"{reason} ({code})",
            At = lane.Clock.GetUtcNow(),
            Payload = InputCodec.Write(null, new ReplayReplyCommand(reply)),
        });
        events.Publish(lane, ConciergeEventTypes.MessageFailed, ("reason", reason), ("ordinal", reply.Ordinal));
    }
}
