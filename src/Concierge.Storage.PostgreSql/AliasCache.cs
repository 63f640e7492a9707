namespace Concierge.Storage.PostgreSql;

/// <summary>
/// The aliases that were asked for lately, so that a known person costs no journey to the database. Two generations: what is asked
/// for moves to the young one; when that is full the old one is dropped. An alias changes only when its
/// person is erased; a node that did not do it finds out when it opens the conversation.
/// </summary>
internal sealed class AliasCache(int capacity)
{
    private readonly Lock _lock = new();
    private Dictionary<(AccountKey Account, ContactAddress Address), string> _young = [];
    private Dictionary<(AccountKey Account, ContactAddress Address), string> _old = [];

    public string? Find(AccountKey account, ContactAddress address)
    {
        lock (_lock)
        {
            if (!_young.TryGetValue((account, address), out string? conversation) && _old.TryGetValue((account, address), out conversation))
            {
                AddYoung((account, address), conversation);
            }

            return conversation;
        }
    }

    public void Add(AccountKey account, ContactAddress address, string conversation)
    {
        lock (_lock)
        {
            AddYoung((account, address), conversation);
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _young = [];
            _old = [];
        }
    }

    private void AddYoung((AccountKey Account, ContactAddress Address) alias, string conversation)
    {
        if (_young.Count >= capacity / 2)
        {
            _old = _young;
            _young = [];
        }

        _young[alias] = conversation;
    }
}
