using Concierge.Storage.Sqlite.Native;
using Concierge.Storage.Sqlite.State;

namespace Concierge.Storage.Sqlite.Writing;

/// <summary>Moves a dead letter to the end of its mailbox.</summary>
internal sealed class ReplayOperation(long deadLetterId, long receivedAt) : WriteOperation<bool>
{
    private AddedItem _added;

    public override void Execute(WriteSession session)
    {
        Statement read = session.Statements.ReadDead.Bind(1, deadLetterId);
        Result = read.Step();
        if (!Result)
        {
            read.Reset();
            return;
        }

        string conversation = read.Text(0);
        byte[] payload = read.Bytes(1);
        byte[] raw = read.Bytes(2);
        read.Reset();
        session.Statements.DeleteDead.Bind(1, deadLetterId).Run();
        _added = session.AppendNew(conversation, payload, raw, receivedAt, null);
    }

    public override void Apply(StoreState state)
    {
        if (Result)
        {
            state.DeadLetters--;
            state.Add(_added.Conversation, _added.Key, _added.Sequence, _added.DueAt);
        }
    }
}
