using Concierge.Scheduling;

namespace Concierge.Outbox;

/// <summary>Turns what a turn wants to say into what the channel can send, and owes it.</summary>
internal sealed class ReplyWriter
{
    public void Owe(Lane lane, IReadOnlyList<OutboundMessage> messages, Author author, string? by)
    {
        foreach (OutboundMessage message in messages)
        {
            lane.Document.OfferedChoices = message is ChoiceMessage choice ? [.. choice.Choices] : message is HandoffMessage ? lane.Document.OfferedChoices : [];
            foreach (OutboundMessage part in Degrader.Degrade(message, lane.Channel.Capabilities, lane.Channel.Account.Channel))
            {
                OweOne(lane, part, author, by);
            }
        }
    }

    /// <summary>Colleagues behind the channel learn who answers from now on, in order with what is said.</summary>
    public void TellHelpDesk(Lane lane, string? by) =>
        Owe(lane, [new HandoffMessage(lane.Document.Handling) { Note = lane.Document.HandoffSummary }], Author.System, by);

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
