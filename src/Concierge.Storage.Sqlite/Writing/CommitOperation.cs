using Concierge.Storage.Sqlite.State;

namespace Concierge.Storage.Sqlite.Writing;

internal sealed class CommitOperation(TurnCommit commit) : WriteOperation<CommitOutcome>
{
    // Encoded here, on the caller's thread: the writer holds everybody up.
    private readonly byte[] _summary = ConciergeJson.Write(commit.Summary);
    private readonly byte[][] _lines = [.. commit.Transcript.Select(ConciergeJson.Write)];
    private readonly List<AddedItem> _added = [];
    private Slot? _slot;

    public override void Execute(WriteSession session)
    {
        _added.Clear();
        _slot = session.Held(commit.Lease);
        Result = _slot is null ? CommitOutcome.Fenced
            : session.AreAsExpected(commit.Records) && SaveDocument(session, _slot) ? CommitOutcome.Saved
            : CommitOutcome.Conflict;
        if (Result == CommitOutcome.Saved)
        {
            WriteRest(session, _slot!);
        }
    }

    public override void Apply(StoreState state)
    {
        if (Result != CommitOutcome.Saved)
        {
            return;
        }

        foreach (long sequence in commit.Consumed)
        {
            state.Remove(_slot!, sequence);
        }

        _slot!.WakeAt = commit.WakeAt?.UtcTicks;
        state.DeadLetters += commit.DeadLetters.Count;
        foreach (AddedItem item in _added)
        {
            state.Add(item.Conversation, item.Key, item.Sequence, item.DueAt);
        }

        if (commit.Release)
        {
            state.EndLease(_slot, commit.Lease.Fence, null);
        }
        else
        {
            state.Place(_slot);
        }
    }

    private bool SaveDocument(WriteSession session, Slot slot)
    {
        ReadOnlySpan<byte> document = commit.Document.Span;
        long? active = slot.Id.StartsWith('@') ? null : commit.Summary.LastActivityAt.UtcTicks;
        return (commit.ExpectedVersion == 0 ? session.Statements.InsertDocument : session.Statements.UpdateDocument)
            .Bind(1, slot.Key).Bind(2, commit.ExpectedVersion).Bind(3, active).Bind(4, _summary)
            .Bind(5, Checksum.Of(document)).Bind(6, document).Run() == 1;
    }

    private void WriteRest(WriteSession session, Slot slot)
    {
        WriteStatements statements = session.Statements;
        for (int i = 0; i < _lines.Length; i++)
        {
            statements.WriteLine.Bind(1, LineId.Of(slot.Key, commit.Transcript[i].Ordinal)).Bind(2, _lines[i]).Run();
        }

        foreach (long sequence in commit.Consumed)
        {
            if (statements.DeleteItem.Bind(1, sequence).Bind(2, slot.Key).Run() > 0)
            {
                statements.DeleteBody.Bind(1, sequence).Run();
            }
        }

        if (commit.Starting is { } starting)
        {
            statements.AddDelivery.Bind(1, starting).Bind(2, 1).Run();
        }

        foreach (DeadLetter letter in commit.DeadLetters)
        {
            WriteStatements.Bury(statements.InsertDead, letter);
        }

        if (slot.WakeAt != commit.WakeAt?.UtcTicks)
        {
            statements.SetTimes.Bind(1, slot.Key).Bind(2, commit.WakeAt?.UtcTicks).Bind(3, (long?)null).Run();
        }

        session.WriteRecords(commit.Records);
        foreach (MailboxAppend item in commit.Append)
        {
            if (session.Append(item) is { } added)
            {
                _added.Add(added);
            }
        }

        if (commit.Release)
        {
            session.EndLease(commit.Lease);
        }
    }
}
