namespace Concierge.InMemory;

/// <summary>The deduplication keys that were seen, and when.</summary>
internal sealed class InMemoryDedup
{
    private readonly Dictionary<UInt128, DateTimeOffset> _seen = [];

    public bool Knows(UInt128 key) => key != 0 && _seen.ContainsKey(key);

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
