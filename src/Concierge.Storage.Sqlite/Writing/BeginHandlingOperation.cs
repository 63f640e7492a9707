using Concierge.Storage.Sqlite.Native;

namespace Concierge.Storage.Sqlite.Writing;

/// <summary>
/// Counts that the handling of each lease's first item begins. Of the items in whose handling a process may have died, one at most is
/// counted, and the others wait: each would be charged with a death between its being counted and its being given back, in which it had no part.
/// The result are the places of those that must wait.
/// </summary>
internal sealed class BeginHandlingOperation(IReadOnlyList<long?> first) : WriteOperation<IReadOnlyList<int>>
{
    public override void Execute(WriteSession session)
    {
        var waiting = new List<int>();
        bool hasSuspect = false;
        for (int i = 0; i < first.Count; i++)
        {
            if (first[i] is not { } sequence)
            {
                continue;
            }

            bool isSuspect = IsSuspect(session, sequence);
            if (isSuspect && hasSuspect)
            {
                waiting.Add(i);
                continue;
            }

            hasSuspect |= isSuspect;
            session.Statements.AddDelivery.Bind(1, sequence).Bind(2, 1).Run();
        }

        Result = waiting;
    }

    private static bool IsSuspect(WriteSession session, long sequence)
    {
        Statement counts = session.Statements.ReadCounts.Bind(1, sequence);
        bool isSuspect = counts.Step() && counts.Int64(0) > counts.Int64(1);
        counts.Reset();
        return isSuspect;
    }
}
