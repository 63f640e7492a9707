using System.Text;
using Concierge.Storage.Sqlite.Native;
using Concierge.Storage.Sqlite.State;

namespace Concierge.Storage.Sqlite.Writing;

/// <summary>Removes a conversation. Its row stays, without anything personal: it keeps the number of the conversation from being given again.</summary>
internal sealed class EraseOperation(Erasure erasure, Func<string, byte[]> hash) : WriteOperation<CommitOutcome>
{
    private readonly List<(Slot Slot, long Sequence)> _removed = [];
    private readonly List<AddedItem> _added = [];
    private Slot? _slot;
    private long _deadLetters;

    public override void Execute(WriteSession session)
    {
        _removed.Clear();
        _added.Clear();
        _deadLetters = 0;
        _slot = session.Held(erasure.Lease);
        Result = _slot is null ? CommitOutcome.Fenced : CommitOutcome.Saved;
        if (_slot is null)
        {
            return;
        }

        WriteStatements statements = session.Statements;
        foreach (long sequence in _slot.UpTo(erasure.Through))
        {
            Remove(statements, _slot, sequence);
        }

        if (statements.InsertErased.Bind(1, _slot.Id).Bind(2, erasure.At.UtcTicks).Run() == 1)
        {
            EraseAll(session, _slot);
        }

        session.WriteRecords([.. erasure.Records.Select(static record => new RecordWrite(record.Collection, record.Id, null))]);
        statements.SetTimes.Bind(1, _slot.Key).Bind(2, (long?)null).Bind(3, (long?)null).Run();
        foreach (MailboxAppend item in erasure.Append)
        {
            if (session.Append(item) is { } added)
            {
                _added.Add(added);
            }
        }

        session.EndLease(erasure.Lease);
        session.WantsEmptyLog = true;
    }

    public override void Apply(StoreState state)
    {
        if (_slot is null)
        {
            return;
        }

        foreach ((Slot slot, long sequence) in _removed)
        {
            state.Remove(slot, sequence);
            state.Place(slot);
        }

        _slot.WakeAt = null;
        state.DeadLetters -= _deadLetters;
        state.RemembersErased = true;
        foreach (AddedItem item in _added)
        {
            state.Add(item.Conversation, item.Key, item.Sequence, item.DueAt);
        }

        state.EndLease(_slot, erasure.Lease.Fence, null);
    }

    private void EraseAll(WriteSession session, Slot slot)
    {
        WriteStatements statements = session.Statements;
        byte[] name = Encoding.UTF8.GetBytes(slot.Id);
        statements.EraseDocument.Bind(1, slot.Key).Run();
        statements.EraseLines.Bind(1, LineId.Of(slot.Key, 0)).Bind(2, LineId.Of(slot.Key, 0) + LineId.End).Run();
        _deadLetters = statements.EraseDead.Bind(1, slot.Id).Bind(2, name).Run();
        EraseAliases(statements, slot.Id);
        EraseRecords(statements, slot.Id);
        foreach (Slot other in session.State.Accounts)
        {
            foreach (long sequence in other.UpTo(long.MaxValue))
            {
                bool mentions = statements.Mentions.Bind(1, sequence).Bind(2, name).Step();
                statements.Mentions.Reset();
                if (mentions)
                {
                    Remove(statements, other, sequence);
                }
            }
        }
    }

    private void EraseAliases(WriteStatements statements, string conversation)
    {
        var addresses = new List<string>();
        Statement aliases = statements.AliasesOf.Bind(1, conversation);
        while (aliases.Step())
        {
            addresses.Add(aliases.Text(0));
        }

        aliases.Reset();
        foreach (string address in addresses)
        {
            statements.InsertErasedContact.Bind(1, hash(address)).Bind(2, erasure.At.UtcTicks).Run();
        }

        statements.EraseAliases.Bind(1, conversation).Run();
    }

    private static void EraseRecords(WriteStatements statements, string conversation)
    {
        for (string? collection = Next(statements, string.Empty); collection is not null; collection = Next(statements, collection))
        {
            statements.EraseRecords.Bind(1, collection).Bind(2, conversation).Run();
        }
    }

    private static string? Next(WriteStatements statements, string after)
    {
        Statement next = statements.NextCollection.Bind(1, after);
        string? collection = next.Step() ? next.Text(0) : null;
        next.Reset();
        return collection;
    }

    private void Remove(WriteStatements statements, Slot slot, long sequence)
    {
        statements.DeleteItem.Bind(1, sequence).Bind(2, slot.Key).Run();
        statements.DeleteBody.Bind(1, sequence).Run();
        _removed.Add((slot, sequence));
    }
}
