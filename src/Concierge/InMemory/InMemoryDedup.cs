using Concierge.Storage;

namespace Concierge.InMemory;

/// <summary>The deduplication keys that were seen, and when.</summary>
internal sealed class InMemoryDedup
{
    private readonly Dictionary<UInt128, DateTimeOffset> _seen = [];

    /// <summary>The items whose key is new, also among themselves. Remembers nothing.</summary>
    public List<MailboxAppend> Fresh(IReadOnlyList<MailboxAppend> items)
    {
        var fresh = new List<MailboxAppend>(items.Count);
        var keys = new HashSet<UInt128>();
        foreach (MailboxAppend item in items)
        {
            if (item.Key == 0 || (!_seen.ContainsKey(item.Key) && keys.Add(item.Key)))
            {
                fresh.Add(item);
            }
        }

        return fresh;
    }

    public bool Knows(UInt128 key) => _seen.ContainsKey(key);

    public void Remember(UInt128 key, DateTimeOffset at)
    {
        if (key != 0)
        {
            _seen.TryAdd(key, at);
        }
    }

    public void Forget(DateTimeOffset seenBefore)
    {
        foreach ((UInt128 key, DateTimeOffset at) in _seen)
        {
            if (at < seenBefore)
            {
                _seen.Remove(key);
            }
        }
    }
}
