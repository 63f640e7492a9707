using Concierge.Channels;
using Concierge.Events;
using Concierge.Ids;
using Concierge.Outbox;
using Concierge.Scheduling;
using Concierge.Sessions;
using Microsoft.Extensions.Options;

namespace Concierge.Turns;

/// <summary>Conversations change hands: here everything is done that goes with it, whoever wants it.</summary>
internal sealed class HandoffHandler(
    ReplyLedger ledger,
    ReplyWriter replies,
    EventPublisher events,
    IEnumerable<IHandoffNote> notes,
    IServiceProvider services,
    IOptions<ConciergeOptions> options)
{
    /// <summary>A colleague acted outside Concierge.</summary>
    public async ValueTask HandleAsync(Lane lane, HandoffReceived handoff)
    {
        ConversationDocument document = lane.Document;
        document.Contact = document.Contact.Merge(handoff.Contact);
        bool isLate = HandoffOrder.IsLate(document, handoff);
        if (!isLate)
        {
            HandoffOrder.Note(document, handoff);
            switch (handoff.Kind)
            {
                case HandoffKind.HumanTookOver:
                case HandoffKind.HumanMessage when options.Value.PauseOnHumanMessage:
                    ledger.WithdrawHandoffs(lane, Handling.Bot);
                    if (await TakeOverAsync(lane, handoff.Agent, isReported: true) && document.HandoffSummary is not null)
                    {
                        replies.TellHelpDesk(lane, handoff.Agent);
                    }

                    break;
                case HandoffKind.BackToBot:
                    ledger.WithdrawHandoffs(lane, Handling.Human);
                    HandBack(lane, handoff.Agent, isReported: true);
                    break;
            }
        }

        lane.Record(ordinal => new TranscriptEntry
        {
            Ordinal = ordinal,
            Author = handoff.Kind == HandoffKind.HumanMessage ? Author.Human : Author.System,
            RecordedAt = lane.Clock.GetUtcNow(),
            Input = handoff,
            By = handoff.Agent,
            Decision = isLate ? "no effect: it is from before the conversation last changed hands" : null,
        });
    }

    /// <summary>A colleague has the conversation from now on.</summary>
    /// <param name="lane">The conversation.</param>
    /// <param name="by">Who; null where nobody knows.</param>
    /// <param name="isReported">The help desk has reported it, and knows.</param>
    /// <returns>True when the bot had it until now.</returns>
    public async ValueTask<bool> TakeOverAsync(Lane lane, string? by, bool isReported = false)
    {
        ConversationDocument document = lane.Document;
        bool wasBots = document.Handling == Handling.Bot;
        bool isNews = wasBots || (by is not null && by != document.HandledBy);
        DateTimeOffset? changedAt = document.HandlingChangedAt;
        string? before = document.HandledBy;
        TurnContext turn = Begin(lane);
        turn.HandOff(document.HandoffSummary);
        document.HandledBy = by ?? before;
        if (isReported)
        {
            document.HandlingChangedAt = changedAt;
        }

        ledger.WithdrawBotReplies(lane);
        await AddNotesAsync(turn);
        Settle(lane, turn);
        if (isNews)
        {
            events.Publish(lane, ConciergeEventTypes.HandoffTaken, ("by", by), ("summary", document.HandoffSummary));
        }

        return wasBots;
    }

    /// <summary>The bot has the conversation from now on.</summary>
    public void HandBack(Lane lane, string? by, bool isReported = false)
    {
        DateTimeOffset? changedAt = lane.Document.HandlingChangedAt;
        TurnContext turn = Begin(lane);
        turn.HandBack();
        if (isReported)
        {
            lane.Document.HandlingChangedAt = changedAt;
        }

        Settle(lane, turn);
        TellReturned(lane, turn, by);
    }

    /// <summary>The conversation ends here: so does the visit, and nobody has it in hand.</summary>
    public void Leave(Lane lane, string? by, string reason)
    {
        TurnContext turn = Begin(lane);
        IdGate.Forget(turn);
        SessionKeeper.Leave(turn, SessionState.Completed, reason);
        turn.Document.ActiveService = null;
        if (turn.Document.Handling == Handling.Human)
        {
            turn.HandBack(reason);
        }

        Settle(lane, turn);
        TellReturned(lane, turn, by);
    }

    /// <summary>Completes the summary when the turn gave the conversation to a person. Called while the turn's services are still there.</summary>
    public async ValueTask AddNotesAsync(TurnContext turn)
    {
        if (turn.HandlingChanged && turn.Document.Handling == Handling.Human)
        {
            foreach (IHandoffNote note in notes)
            {
                await note.AddToHandoffAsync(turn);
            }
        }
    }

    /// <summary>Takes down what a turn changed beside its answers.</summary>
    public void Settle(Lane lane, TurnContext turn)
    {
        SessionKeeper.TakeDown(lane, turn);
        lane.Write(turn.Records);
        foreach (PublishedEvent published in turn.Events)
        {
            events.Publish(lane, published);
        }
    }

    /// <summary>After the last word of a turn: tells everybody whom it concerns if the conversation has changed hands in it.</summary>
    public void Tell(Lane lane, TurnContext turn)
    {
        if (!turn.HandlingChanged)
        {
            return;
        }

        replies.TellHelpDesk(lane, by: null);
        if (lane.Document.Handling == Handling.Human)
        {
            events.Publish(lane, ConciergeEventTypes.HandoffRequested, ("summary", lane.Document.HandoffSummary));
        }
        else
        {
            TellReturned(lane, turn, by: null);
        }
    }

    /// <summary>After every input: when the conversation goes back by itself.</summary>
    public void Watch(Lane lane) => IdleReturn.Watch(lane.Document, options.Value.HumanIdleReturn);

    private void TellReturned(Lane lane, TurnContext turn, string? by)
    {
        if (turn.HandlingChanged)
        {
            events.Publish(lane, ConciergeEventTypes.HandoffReturned, ("by", by), ("reason", turn.HandBackReason));
        }
    }

    private TurnContext Begin(Lane lane) => new(lane.Document, [], lane.Channel, services, lane.Clock, CancellationToken.None);
}
