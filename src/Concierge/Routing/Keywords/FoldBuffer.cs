using System.Buffers;

namespace Concierge.Routing.Keywords;

/// <summary>Characters that begin on the stack and move to the pool when they are many.</summary>
internal ref struct FoldBuffer(Span<char> initial)
{
    private Span<char> _chars = initial;
    private char[]? _rented;

    public int Length { get; private set; }

    public readonly ReadOnlySpan<char> Written => _chars[..Length];

    public void Append(char c)
    {
        if (Length == _chars.Length)
        {
            Grow(Length + 1);
        }

        _chars[Length++] = c;
    }

    /// <summary>Room for so many more, to be written and then counted with <see cref="Advance"/>.</summary>
    public Span<char> Reserve(int more)
    {
        if (Length + more > _chars.Length)
        {
            Grow(Length + more);
        }

        return _chars[Length..];
    }

    public void Advance(int by) => Length += by;

    public readonly void Dispose()
    {
        if (_rented is not null)
        {
            ArrayPool<char>.Shared.Return(_rented);
        }
    }

    private void Grow(int least)
    {
        char[] larger = ArrayPool<char>.Shared.Rent(Math.Max(least, _chars.Length * 2));
        _chars[..Length].CopyTo(larger);
        if (_rented is not null)
        {
            ArrayPool<char>.Shared.Return(_rented);
        }

        _chars = _rented = larger;
    }
}
