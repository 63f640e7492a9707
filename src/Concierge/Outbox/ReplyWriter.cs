using Concierge.Channels;
using Concierge.Messaging;
using Concierge.Scheduling;

namespace Concierge.Outbox;

/// <summary>Turns what a turn wants to say into what the channel can send, and owes it.</summary>
internal sealed class ReplyWriter(OutboundPolicy policy)
{
    public void Owe(Lane lane, IReadOnlyList<OutboundMessage> messages, Author author, string? by)
    {
        foreach (OutboundMessage message in messages)
        {
            if (author == Author.Bot && !MayBeOwed(lane, message, by))
            {
                continue;
            }

            lane.Document.OfferedChoices = message is ChoiceMessage choice ? [.. choice.Choices] : message is HandoffMessage ? lane.Document.OfferedChoices : [];
            foreach (OutboundMessage part in Degrader.Degrade(message, lane.Channel.Capabilities, lane.Channel.Account.Channel))
            {
                OweOne(lane, part, author, by);
            }
        }
    }

    /// <summary>Owes what the host sends of its own accord, unless a person handles the conversation.</summary>
    public void OweUnasked(Lane lane, OutboundMessage message, string? by)
    {
        if (lane.Document.Handling == Handling.Human)
        {
            Refuse(lane, message, by, "human");
            return;
        }

        Owe(lane, [message], Author.Bot, by);
    }

    /// <summary>Colleagues behind the channel learn who answers from now on, in order with what is said.</summary>
    public void TellHelpDesk(Lane lane, string? by) =>
        Owe(lane, [new HandoffMessage(lane.Document.Handling) { Note = lane.Document.HandoffSummary }], Author.System, by);

    /// <summary>False when the person's wish or the host's rules forbid it, or when it waits for the end of the quiet hours.</summary>
    private bool MayBeOwed(Lane lane, OutboundMessage message, string? by)
    {
        ConversationDocument document = lane.Document;
        DateTimeOffset now = lane.Clock.GetUtcNow();
        if (policy.Refusal(document.Profile, message.Purpose) is { } reason)
        {
            Refuse(lane, message, by, reason);
            return false;
        }

        if (policy.QuietUntil(message.Purpose, now) is { } end)
        {
            string id = $"quiet.{document.NextOrdinal}.{document.Timers.Count}";
            document.Timers.Add(LaterSend.Write(new SendMessageCommand(id, message) { By = by }, end));
            lane.MarkDirty();
            return false;
        }

        return true;
    }

    private static void Refuse(Lane lane, OutboundMessage message, string? by, string reason) => lane.Record(place => new TranscriptEntry
    {
        Ordinal = place,
        Author = Author.Bot,
        By = by,
        RecordedAt = lane.Clock.GetUtcNow(),
        Message = message,
        Status = DeliveryStatus.Cancelled,
        ErrorCode = reason,
        Decision = $"not sent: {reason}",
    });

    private static void OweOne(Lane lane, OutboundMessage message, Author author, string? by)
    {
        DateTimeOffset now = lane.Clock.GetUtcNow();
        long ordinal = lane.Record(place => new TranscriptEntry
        {
            Ordinal = place,
            Author = author,
            By = by,
            RecordedAt = now,
            Message = message,
            Status = DeliveryStatus.Pending,
        });
        lane.Document.Owed.Add(new OwedReply { Ordinal = ordinal, Message = message, Author = author, By = by, CreatedAt = now });
    }
}
