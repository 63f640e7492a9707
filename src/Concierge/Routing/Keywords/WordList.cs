using System.Buffers;

namespace Concierge.Routing.Keywords;

/// <summary>Where the words of a folded text begin and how long they are.</summary>
internal ref struct WordList(Span<int> initial)
{
    private Span<int> _places = initial;
    private int[]? _rented;

    public int Count { get; private set; }

    public readonly ReadOnlySpan<char> Word(ReadOnlySpan<char> folded, int index) => folded.Slice(_places[2 * index], _places[(2 * index) + 1]);

    public void Split(ReadOnlySpan<char> folded)
    {
        int start = 0;
        while (start < folded.Length)
        {
            int length = folded[start..].IndexOf(' ');
            length = length < 0 ? folded.Length - start : length;
            Add(start, length);
            start += length + 1;
        }
    }

    public readonly void Dispose()
    {
        if (_rented is not null)
        {
            ArrayPool<int>.Shared.Return(_rented);
        }
    }

    private void Add(int start, int length)
    {
        if ((2 * Count) + 2 > _places.Length)
        {
            int[] larger = ArrayPool<int>.Shared.Rent(_places.Length * 2);
            _places.CopyTo(larger);
            if (_rented is not null)
            {
                ArrayPool<int>.Shared.Return(_rented);
            }

            _places = _rented = larger;
        }

        _places[2 * Count] = start;
        _places[(2 * Count) + 1] = length;
        Count++;
    }
}
