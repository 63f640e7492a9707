using Concierge.Channels;
using Concierge.Testing.Simulation.World;

namespace Concierge.Testing.Simulation.Checks;

/// <summary>What was to happen later happens once, not before its time, and not after it was taken back.</summary>
internal sealed class TimerWatcher(Ledger ledger, bool isClockTrue)
{
    public void Committed(
        ConversationFact conversation, ConversationDocument document, IReadOnlyList<ReplyFact> fresh, IReadOnlyList<ConversationInput> consumed, DateTimeOffset now)
    {
        foreach (CancelTimerCommand cancel in consumed.OfType<CancelTimerCommand>())
        {
            if (ledger.Notices.TryGetValue(cancel.TimerId, out NoticeFact? notice) && notice.Owed == 0)
            {
                notice.IsCancelled = true;
            }
        }

        foreach (ReplyFact reply in fresh)
        {
            if (NoticeFact.NameIn(reply.Text) is not { } name)
            {
                continue;
            }

            ledger.TimersFired++;
            if (ledger.Notices.TryGetValue(name, out NoticeFact? notice))
            {
                Owed(conversation, notice, now);
            }
            else if (!conversation.Nudges.Remove(name, out DateTimeOffset due))
            {
                ledger.Violate($"Timer: {name} fired and was not set, or not any more.");
            }
            else if (isClockTrue && due > now)
            {
                ledger.Violate($"Timer: {name} fired before its time.");
            }
        }

        conversation.Nudges = document.Timers
            .Where(timer => timer.Handler == SimulatedNudge.HandlerName)
            .ToDictionary(timer => timer.Data!.Value.GetString()!, timer => timer.DueAt);
        conversation.NextTimerAt = document.Timers.Count == 0 ? null : document.Timers.Min(timer => timer.DueAt);
    }

    private void Owed(ConversationFact conversation, NoticeFact notice, DateTimeOffset now)
    {
        if (notice.Conversation != conversation.Id)
        {
            ledger.Violate($"Brought back: {notice.Id} was meant for {notice.Conversation} and came to {conversation.Id}.");
        }

        if (notice.IsCancelled)
        {
            ledger.Violate($"Timer: {notice.Id} was owed after it had been taken back.");
        }

        if (notice.Owed++ > 0)
        {
            ledger.Violate($"Timer: {notice.Id} was owed twice.");
        }

        if (isClockTrue && notice.At > now)
        {
            ledger.Violate($"Timer: {notice.Id} was owed before its time.");
        }
    }
}
