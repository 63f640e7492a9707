using System.Buffers;

namespace Concierge.Ingress;

/// <summary>A growing buffer from the array pool. What was taken stays where it is until the buffer is disposed.</summary>
internal sealed class PooledBuffer(int capacity) : IBufferWriter<byte>, IDisposable
{
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(capacity);
    private List<byte[]>? _left;
    private int _start;
    private int _length;

    /// <summary>What was written since the last time.</summary>
    public ReadOnlyMemory<byte> Take()
    {
        ReadOnlyMemory<byte> taken = _buffer.AsMemory(_start, _length - _start);
        _start = _length;
        return taken;
    }

    public void Advance(int count) => _length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsSpan(_length);
    }

    public void Dispose()
    {
        foreach (byte[] left in _left ?? [])
        {
            ArrayPool<byte>.Shared.Return(left);
        }

        _left = null;
        byte[] buffer = _buffer;
        _buffer = [];
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void Reserve(int sizeHint)
    {
        int needed = _length + Math.Max(sizeHint, 1);
        if (needed <= _buffer.Length)
        {
            return;
        }

        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed - _start, _buffer.Length * 2));
        _buffer.AsSpan(_start, _length - _start).CopyTo(larger);
        (_left ??= []).Add(_buffer);
        _buffer = larger;
        _length -= _start;
        _start = 0;
    }
}
