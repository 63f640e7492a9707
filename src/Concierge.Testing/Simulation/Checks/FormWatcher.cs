using System.Text;
using Concierge.Storage;
using Concierge.Testing.Simulation.World;

namespace Concierge.Testing.Simulation.Checks;

/// <summary>A form is completed by a yes, once, with what the yes was said to; what its handler does is part of the same commit.</summary>
internal sealed class FormWatcher(Ledger ledger)
{
    public void Offered(OutboundMessage message)
    {
        if (message is ChoiceMessage { PlainText: { } text } choice)
        {
            foreach (Choice option in choice.Choices)
            {
                ledger.Forms.Shown.TryAdd(option.Id, text);
            }
        }
    }

    public void Committed(TurnCommit commit, IReadOnlyList<MessageFact> handled)
    {
        RecordWrite[] artifacts = [.. commit.Records.Where(record => record is { Collection: SimulatedBot.Artifacts, Content: not null })];
        RecordWrite[] bookings = [.. commit.Records.Where(record => record is { Collection: SimulatedBot.Bookings, Content: not null })];
        if (artifacts.Length == 0 && bookings.Length == 0)
        {
            return;
        }

        if (artifacts.Length != 1 || bookings.Length > 1)
        {
            ledger.Violate($"Form: one commit holds {artifacts.Length} artifacts and {bookings.Length} bookings.");
            return;
        }

        string id = artifacts[0].Id;
        ledger.Forms.Completed++;
        if (!ledger.Forms.Artifacts.Add(id))
        {
            ledger.Violate($"Form: {id} was completed twice.");
        }

        if (handled.FirstOrDefault(message => message.Confirms && !ledger.Forms.UsedConfirmations.Contains(message.Id)) is not { } yes)
        {
            ledger.Violate($"Form: {id} was completed without a yes of its own.");
            return;
        }

        ledger.Forms.UsedConfirmations.Add(yes.Id);
        if (yes.ChoiceId is { } choice && bookings is [{ Content: { } content }])
        {
            string shown = ledger.Forms.Shown.GetValueOrDefault(choice, string.Empty);
            string[] booked = Encoding.UTF8.GetString(content.Span).Split(SimulatedBot.Separator);
            if (!booked.All(value => shown.Contains(value, StringComparison.OrdinalIgnoreCase)))
            {
                ledger.Violate($"Form: {id} holds other answers than those that {yes.Id} confirmed.");
            }
        }
    }
}
