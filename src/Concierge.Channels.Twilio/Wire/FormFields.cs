using System.Text;

namespace Concierge.Channels.Twilio.Wire;

/// <summary>
/// The decoded fields of an <c>application/x-www-form-urlencoded</c> text, in their order. Total: what is no escape stays as it
/// is, nothing is trimmed, repeated and empty fields are kept. Fields are bytes, because signatures cover exactly those.
/// </summary>
internal sealed class FormFields
{
    private readonly byte[] _decoded;
    private readonly List<Field> _fields = [];

    private FormFields(int length) => _decoded = new byte[length];

    /// <summary>How many fields there are.</summary>
    public int Count => _fields.Count;

    public static FormFields Parse(ReadOnlySpan<byte> form)
    {
        var fields = new FormFields(form.Length);
        int written = 0;
        while (!form.IsEmpty)
        {
            int end = form.IndexOf((byte)'&');
            ReadOnlySpan<byte> pair = end < 0 ? form : form[..end];
            form = end < 0 ? default : form[(end + 1)..];
            if (!pair.IsEmpty)
            {
                fields.Add(pair, ref written);
            }
        }

        return fields;
    }

    /// <summary>Makes fields from names and values that need no decoding.</summary>
    public static FormFields From(IReadOnlyCollection<KeyValuePair<string, string>> values)
    {
        var form = new FormWriter();
        foreach ((string name, string value) in values)
        {
            form.Add(name, value);
        }

        return Parse(form.ToBytes().Span);
    }

    public ReadOnlySpan<byte> Name(int index) => _decoded.AsSpan(_fields[index].Start, _fields[index].NameLength);

    public ReadOnlySpan<byte> Value(int index) => _decoded.AsSpan(_fields[index].Start + _fields[index].NameLength, _fields[index].ValueLength);

    /// <summary>The first value of a name as text, or null without one or with an empty one.</summary>
    public string? Text(ReadOnlySpan<byte> name)
    {
        for (int i = 0; i < Count; i++)
        {
            if (Name(i).SequenceCompareTo(name) == 0)
            {
                return Value(i).IsEmpty ? null : Encoding.UTF8.GetString(Value(i));
            }
        }

        return null;
    }

    /// <summary>
    /// The text that Twilio signs after the address: names and values without separators, sorted by bytes, equal pairs once.
    /// </summary>
    public ReadOnlyMemory<byte> Signed()
    {
        int[] order = [.. Enumerable.Range(0, Count)];
        Array.Sort(order, Compare);
        byte[] signed = new byte[_decoded.Length];
        int length = 0;
        for (int i = 0; i < order.Length; i++)
        {
            if (i == 0 || Compare(order[i - 1], order[i]) != 0)
            {
                Name(order[i]).CopyTo(signed.AsSpan(length));
                length += Name(order[i]).Length;
                Value(order[i]).CopyTo(signed.AsSpan(length));
                length += Value(order[i]).Length;
            }
        }

        return signed.AsMemory(0, length);
    }

    private int Compare(int left, int right)
    {
        int byName = Name(left).SequenceCompareTo(Name(right));
        return byName != 0 ? byName : Value(left).SequenceCompareTo(Value(right));
    }

    private void Add(ReadOnlySpan<byte> pair, ref int written)
    {
        int start = written;
        int equals = pair.IndexOf((byte)'=');
        Decode(equals < 0 ? pair : pair[..equals], ref written);
        int nameLength = written - start;
        if (equals >= 0)
        {
            Decode(pair[(equals + 1)..], ref written);
        }

        _fields.Add(new Field(start, nameLength, written - start - nameLength));
    }

    private void Decode(ReadOnlySpan<byte> text, ref int written)
    {
        for (int i = 0; i < text.Length; i++)
        {
            byte value = text[i];
            if (value == '+')
            {
                value = (byte)' ';
            }
            else if (value == '%' && i + 2 < text.Length && char.IsAsciiHexDigit((char)text[i + 1]) && char.IsAsciiHexDigit((char)text[i + 2]))
            {
                value = (byte)((Digit(text[i + 1]) << 4) | Digit(text[i + 2]));
                i += 2;
            }

            _decoded[written++] = value;
        }
    }

    private static int Digit(byte hex) => hex <= '9' ? hex - '0' : (hex | 0x20) - 'a' + 10;

    private readonly record struct Field(int Start, int NameLength, int ValueLength);
}
