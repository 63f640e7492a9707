using Concierge.Storage.Sqlite.State;

namespace Concierge.Storage.Sqlite.Writing;

/// <summary>
/// One step of moving the recent keys to the sorted table: takes stock, then copies slice by slice, then deletes slice by slice.
/// A key is at every moment in one of the two tables or in both, so a move that breaks off is made again. True when it is done.
/// </summary>
internal sealed class MoveKeysOperation(KeyMove move) : WriteOperation<bool>
{
    private const int CopySlice = 512;
    private const int DeleteSlice = 4096;
    private KeyMove _next;

    /// <summary>Where the next step begins, once this one is durable.</summary>
    public KeyMove Next => _next;

    public override void Execute(WriteSession session)
    {
        Result = false;
        if (move.Keys is null)
        {
            (UInt128[] keys, int[] days) = session.State.RecentKeys.Sorted();
            _next = new KeyMove(keys, days, Copied: 0, session.FirstArrival(), session.LastCommittedArrival());
        }
        else if (move.Copied < move.Keys.Length)
        {
            int end = Math.Min(move.Copied + CopySlice, move.Keys.Length);
            for (int i = move.Copied; i < end; i++)
            {
                session.Statements.InsertSeen.BindKey(1, move.Keys[i]).Bind(2, move.Days![i]).Run();
            }

            _next = move with { Copied = end };
        }
        else
        {
            long end = Math.Min(move.First + DeleteSlice - 1, move.Last);
            session.Statements.DeleteArrivals.Bind(1, end).Run();
            _next = move with { First = end + 1 };
            Result = end >= move.Last;
        }
    }

    public override void Apply(StoreState state)
    {
        if (Result)
        {
            state.RecentKeys.Remove(move.Keys);
        }
    }
}
