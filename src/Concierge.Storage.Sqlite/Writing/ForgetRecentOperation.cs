using Concierge.Storage.Sqlite.Native;
using Concierge.Storage.Sqlite.State;

namespace Concierge.Storage.Sqlite.Writing;

/// <summary>Forgets a slice of the recent keys that are old all the same, because few came. True when there may be more.</summary>
internal sealed class ForgetRecentOperation(long beforeDay) : WriteOperation<bool>
{
    private const int SliceSize = 5000;

    private readonly List<UInt128> _keys = [];

    public override void Execute(WriteSession session)
    {
        _keys.Clear();
        var rows = new List<long>();
        Statement old = session.Statements.OldArrivals.Bind(1, beforeDay).Bind(2, SliceSize);
        while (old.Step())
        {
            rows.Add(old.Int64(0));
            _keys.Add(old.Key(1));
        }

        old.Reset();
        foreach (long row in rows)
        {
            session.Statements.DeleteArrival.Bind(1, row).Run();
        }

        Result = rows.Count == SliceSize;
    }

    public override void Apply(StoreState state) => state.RecentKeys.Remove(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_keys));
}
