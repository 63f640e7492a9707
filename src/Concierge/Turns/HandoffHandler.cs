using Concierge.Channels;
using Concierge.Outbox;
using Concierge.Scheduling;
using Concierge.Sessions;
using Microsoft.Extensions.Options;

namespace Concierge.Turns;

/// <summary>A colleague acted outside Concierge.</summary>
internal sealed class HandoffHandler(ReplyLedger ledger, IOptions<ConciergeOptions> options)
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
                HandBack(document);
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
        lane.Document.Handling = Handling.Human;
        lane.Document.HandledBy = by ?? lane.Document.HandledBy;
        lane.Document.LastHumanAt = lane.Clock.GetUtcNow();
        ledger.WithdrawBotReplies(lane);
        SessionKeeper.HandOff(lane);
    }

    public static void HandBack(ConversationDocument document)
    {
        document.Handling = Handling.Bot;
        document.HandledBy = null;
        document.HandoffSummary = null;
    }
}
