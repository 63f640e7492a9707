using Concierge.Storage.Sqlite.Native;

namespace Concierge.Storage.Sqlite.State;

/// <summary>
/// The deduplication keys that came last. On the disk they lie in the order in which they came, many to a page; sorted at once,
/// each would dirty a page of its own. Here they are looked up. When they are many, they are moved to the sorted table, neighbours together.
/// Guarded by the state's lock.
/// </summary>
internal sealed class RecentKeys
{
    /// <summary>As many are worth a move; about five megabytes.</summary>
    private const int Many = 100_000;

    private readonly Dictionary<UInt128, int> _days = [];
    private bool _isMoving;

    /// <summary>A move is due. True for one caller only, until <see cref="MoveEnded"/>.</summary>
    public bool TryBeginMove()
    {
        if (_isMoving || _days.Count < Many)
        {
            return false;
        }

        return _isMoving = true;
    }

    public void MoveEnded() => _isMoving = false;

    public bool Contains(UInt128 key) => _days.ContainsKey(key);

    public void Add(Dictionary<UInt128, int> arrived)
    {
        foreach ((UInt128 key, int day) in arrived)
        {
            _days[key] = day;
        }
    }

    public void Remove(ReadOnlySpan<UInt128> keys)
    {
        foreach (UInt128 key in keys)
        {
            _days.Remove(key);
        }

        if (_days.Count == 0)
        {
            _days.TrimExcess();
        }
    }

    /// <summary>All of them and their days, by key.</summary>
    public (UInt128[] Keys, int[] Days) Sorted()
    {
        UInt128[] keys = [.. _days.Keys];
        int[] days = [.. _days.Values];
        Array.Sort(keys, days);
        return (keys, days);
    }

    public void Load(Database database)
    {
        _days.Clear();
        using Statement rows = database.Prepare("SELECT key, day FROM arrival");
        while (rows.Step())
        {
            _days[rows.Key(0)] = (int)rows.Int64(1);
        }
    }
}
