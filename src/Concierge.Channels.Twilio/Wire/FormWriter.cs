using System.Buffers;
using System.Text;

namespace Concierge.Channels.Twilio.Wire;

/// <summary>Writes <c>application/x-www-form-urlencoded</c>: UTF-8, upper-case escapes, <c>+</c> for a space.</summary>
internal sealed class FormWriter
{
    private static readonly SearchValues<byte> Plain = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._*"u8);
    private readonly ArrayBufferWriter<byte> _buffer = new(512);

    public void Add(string name, string value) => Add(Encoding.UTF8.GetBytes(name), Encoding.UTF8.GetBytes(value));

    public void Add(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (_buffer.WrittenCount > 0)
        {
            Put((byte)'&');
        }

        Escape(name);
        Put((byte)'=');
        Escape(value);
    }

    public ReadOnlyMemory<byte> ToBytes() => _buffer.WrittenMemory;

    private void Escape(ReadOnlySpan<byte> text)
    {
        foreach (byte value in text)
        {
            if (Plain.Contains(value))
            {
                Put(value);
            }
            else if (value == ' ')
            {
                Put((byte)'+');
            }
            else
            {
                Put((byte)'%');
                Put("0123456789ABCDEF"u8[value >> 4]);
                Put("0123456789ABCDEF"u8[value & 0xF]);
            }
        }
    }

    private void Put(byte value)
    {
        _buffer.GetSpan(1)[0] = value;
        _buffer.Advance(1);
    }
}
