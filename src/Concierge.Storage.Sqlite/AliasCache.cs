namespace Concierge.Storage.Sqlite;

/// <summary>
/// The aliases that were asked for lately, so that a known person costs no access to the database. Two generations: what is
/// asked for moves to the young one; when that is full the old one is dropped. An alias changes only when
/// its person is erased; then everything is forgotten.
/// </summary>
internal sealed class AliasCache(int capacity)
{
    private readonly Lock _lock = new();
    private Dictionary<AliasName, string> _young = new();
    private Dictionary<AliasName, string> _old = new();

    public string? Find(in AliasName address)
    {
        lock (_lock)
        {
            if (_young.TryGetValue(address, out string? conversation))
            {
                return conversation;
            }

            if (_old.TryGetValue(address, out conversation))
            {
                AddYoung(address, conversation);
            }

            return conversation;
        }
    }

    public void Add(in AliasName address, string conversation)
    {
        lock (_lock)
        {
            AddYoung(address, conversation);
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _young = new Dictionary<AliasName, string>();
            _old = new Dictionary<AliasName, string>();
        }
    }

    private void AddYoung(in AliasName address, string conversation)
    {
        if (_young.Count >= capacity / 2)
        {
            _old = _young;
            _young = new Dictionary<AliasName, string>();
        }

        _young[address] = conversation;
    }
}
