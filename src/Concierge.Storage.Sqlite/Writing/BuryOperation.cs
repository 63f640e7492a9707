using Concierge.Storage.Sqlite.State;

namespace Concierge.Storage.Sqlite.Writing;

/// <summary>Makes an item that was damaged on the disk a dead letter.</summary>
internal sealed class BuryOperation(Slot slot, long sequence, DeadLetter letter) : WriteOperation<bool>
{
    public override void Execute(WriteSession session)
    {
        Result = session.Statements.DeleteItem.Bind(1, sequence).Bind(2, slot.Key).Run() > 0;
        if (Result)
        {
            // The body stays: the page that holds it may be unreadable, and a write to it would fail.
            WriteStatements.Bury(session.Statements.InsertDead, letter);
        }
    }

    public override void Apply(StoreState state)
    {
        state.DeadLetters += Result ? 1 : 0;
        state.Remove(slot, sequence);
    }
}
