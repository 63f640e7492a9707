using Concierge.Channels;
using Concierge.Events;
using Concierge.Outbox;
using Concierge.Scheduling;
using Microsoft.Extensions.Options;

namespace Concierge.Turns;

/// <summary>A colleague acted outside Concierge.</summary>
internal sealed class HandoffHandler(ReplyLedger ledger, EventPublisher events, IOptions<ConciergeOptions> options)
{
    public void Handle(Lane lane, HandoffReceived handoff)
    {
        ConversationDocument document = lane.Document;
        document.Contact = document.Contact.Merge(handoff.Contact);
        switch (handoff.Kind)
        {
            case HandoffKind.HumanTookOver:
            case HandoffKind.HumanMessage when options.Value.PauseOnHumanMessage:
                TakeOver(lane, handoff.Agent);
                break;
            case HandoffKind.BackToBot:
                HandBack(lane, handoff.Agent);
                break;
        }

        lane.Record(ordinal => new TranscriptEntry
        {
            Ordinal = ordinal,
            Author = handoff.Kind == HandoffKind.HumanMessage ? Author.Human : Author.System,
            RecordedAt = lane.Clock.GetUtcNow(),
            Input = handoff,
            By = handoff.Agent,
        });
    }

    public void TakeOver(Lane lane, string? by)
    {
        bool wasTaken = lane.Document.Handling == Handling.Human && (by is null || by == lane.Document.HandledBy);
        lane.Document.Handling = Handling.Human;
        lane.Document.HandledBy = by ?? lane.Document.HandledBy;
        lane.Document.LastHumanAt = lane.Clock.GetUtcNow();
        ledger.WithdrawBotReplies(lane);
        if (!wasTaken)
        {
            events.Publish(lane, ConciergeEventTypes.HandoffTaken, ("by", by));
        }
    }

    public void HandBack(Lane lane, string? by)
    {
        ConversationDocument document = lane.Document;
        bool wasTaken = document.Handling == Handling.Human;
        document.Handling = Handling.Bot;
        document.HandledBy = null;
        document.HandoffSummary = null;
        if (wasTaken)
        {
            events.Publish(lane, ConciergeEventTypes.HandoffReturned, ("by", by));
        }
    }
}
