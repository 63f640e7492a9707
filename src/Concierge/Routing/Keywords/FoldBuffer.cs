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
            Grow();
        }

        _chars[Length++] = c;
    }

    public readonly void Dispose()
    {
        if (_rented is not null)
        {
            ArrayPool<char>.Shared.Return(_rented);
        }
    }

    private void Grow()
    {
        char[] larger = ArrayPool<char>.Shared.Rent(Math.Max(256, _chars.Length * 2));
        _chars[..Length].CopyTo(larger);
        if (_rented is not null)
        {
            ArrayPool<char>.Shared.Return(_rented);
        }

        _chars = _rented = larger;
    }
}
