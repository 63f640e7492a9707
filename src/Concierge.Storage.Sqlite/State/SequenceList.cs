namespace Concierge.Storage.Sqlite.State;

/// <summary>Growing numbers that are mostly taken from the front. Eight bytes each: a million must fit into memory.</summary>
internal struct SequenceList
{
    private long[]? _values;
    private int _start;

    public int Count { get; private set; }

    public readonly ReadOnlySpan<long> Values => _values.AsSpan(_start, Count);

    public void Add(long sequence)
    {
        _values ??= new long[2];
        if (_start + Count == _values.Length)
        {
            MakeRoom();
        }

        _values[_start + Count++] = sequence;
    }

    public bool Remove(long sequence)
    {
        int index = Values.BinarySearch(sequence);
        if (index < 0)
        {
            return false;
        }

        if (index == 0)
        {
            _start++;
        }
        else
        {
            Span<long> live = _values.AsSpan(_start, Count);
            live[(index + 1)..].CopyTo(live[index..]);
        }

        if (--Count == 0)
        {
            _values = null;
            _start = 0;
        }

        return true;
    }

    public void Clear() => this = default;

    private void MakeRoom()
    {
        long[] target = _start > _values!.Length / 2 ? _values : new long[_values.Length * 2];
        Array.Copy(_values, _start, target, 0, Count);
        _values = target;
        _start = 0;
    }
}
