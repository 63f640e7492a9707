using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Concierge.Channels.Http;

/// <summary>
/// Reads values leniently and totally: broken UTF-8 and lone surrogates become U+FFFD instead of exceptions, a number
/// is taken where a string is expected and the other way round.
/// </summary>
public static class JsonText
{
    /// <summary>Whether the current property has this name.</summary>
    public static bool NameIs(ref Utf8JsonReader reader, ReadOnlySpan<byte> name) =>
        reader.ValueIsEscaped ? Encoding.UTF8.GetString(name) == Decode(reader.ValueSpan) : reader.ValueTextEquals(name);

    /// <summary>Moves to the value of the current property and takes it as text; null for null, objects and arrays.</summary>
    public static string? ReadText(ref Utf8JsonReader reader)
    {
        reader.Read();
        return TakeText(ref reader);
    }

    /// <summary>Takes the current value as text; passes over objects and arrays.</summary>
    public static string? TakeText(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return reader.ValueIsEscaped ? Decode(reader.ValueSpan) : Encoding.UTF8.GetString(reader.ValueSpan);
            case JsonTokenType.Number:
                return Encoding.UTF8.GetString(reader.ValueSpan);
            default:
                reader.Skip();
                return null;
        }
    }

    /// <summary>The same, sharing <paramref name="expected"/> where the text is just that.</summary>
    public static string? ReadText(ref Utf8JsonReader reader, string? expected)
    {
        reader.Read();
        return expected is not null && reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped && reader.ValueTextEquals(expected)
            ? expected
            : TakeText(ref reader);
    }

    /// <summary>Moves to the value of the current property and takes it as a yes or no; false for anything else.</summary>
    public static bool ReadBoolean(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
        {
            return !reader.ValueIsEscaped && reader.ValueTextEquals("true"u8);
        }

        bool value = reader.TokenType == JsonTokenType.True;
        reader.Skip();
        return value;
    }

    /// <summary>Moves to the value of the current property and takes it as a number, also when it is written as a string.</summary>
    public static double? ReadDouble(ref Utf8JsonReader reader) =>
        double.TryParse(ReadText(ref reader), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) ? value : null;

    /// <summary>The same for amounts.</summary>
    public static decimal? ReadDecimal(ref Utf8JsonReader reader) =>
        decimal.TryParse(ReadText(ref reader), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal value) ? value : null;

    /// <summary>The same for whole numbers.</summary>
    public static int? ReadInteger(ref Utf8JsonReader reader) =>
        int.TryParse(ReadText(ref reader), NumberStyles.Integer, CultureInfo.InvariantCulture, out int value) ? value : null;

    /// <summary>Moves to the value of the current property and takes it as unix seconds; null outside the calendar.</summary>
    public static DateTimeOffset? ReadUnixSeconds(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.Number))
        {
            reader.Skip();
            return null;
        }

        return long.TryParse(reader.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds) && seconds <= 253_402_300_799
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
    }

    /// <summary>Moves to the value of the current property. False, and passed over, unless it is an object.</summary>
    public static bool TryEnterObject(ref Utf8JsonReader reader) => TryEnter(ref reader, JsonTokenType.StartObject);

    /// <summary>Moves to the value of the current property. False, and passed over, unless it is an array.</summary>
    public static bool TryEnterArray(ref Utf8JsonReader reader) => TryEnter(ref reader, JsonTokenType.StartArray);

    /// <summary>In an object: moves to the next property. False at the end of the object.</summary>
    public static bool NextProperty(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    /// <summary>In an array: moves to the next element. False at the end of the array.</summary>
    public static bool NextElement(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType != JsonTokenType.EndArray;

    /// <summary>From a property: passes over its value.</summary>
    public static void SkipValue(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }

    private static bool TryEnter(ref Utf8JsonReader reader, JsonTokenType type)
    {
        reader.Read();
        if (reader.TokenType == type)
        {
            return true;
        }

        reader.Skip();
        return false;
    }

    private static string Decode(ReadOnlySpan<byte> escaped)
    {
        char[] chars = ArrayPool<char>.Shared.Rent(escaped.Length);
        try
        {
            return new string(chars, 0, Unescape(escaped, chars));
        }
        finally
        {
            ArrayPool<char>.Shared.Return(chars);
        }
    }

    private static int Unescape(ReadOnlySpan<byte> escaped, Span<char> chars)
    {
        int length = 0;
        while (!escaped.IsEmpty)
        {
            int plain = escaped.IndexOf((byte)'\\');
            if (plain < 0)
            {
                plain = escaped.Length;
            }

            length += Encoding.UTF8.GetChars(escaped[..plain], chars[length..]);
            escaped = escaped[plain..];
            if (escaped.Length < 2)
            {
                break;
            }

            chars[length++] = Escape(ref escaped);
        }

        ReplaceLoneSurrogates(chars[..length]);
        return length;
    }

    // The reader has checked the escapes' form.
    private static char Escape(ref ReadOnlySpan<byte> escaped)
    {
        byte kind = escaped[1];
        if (kind == (byte)'u' && escaped.Length >= 6 && ushort.TryParse(escaped.Slice(2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort unit))
        {
            escaped = escaped[6..];
            return (char)unit;
        }

        escaped = escaped[2..];
        return kind switch
        {
            (byte)'n' => '\n',
            (byte)'t' => '\t',
            (byte)'r' => '\r',
            (byte)'b' => '\b',
            (byte)'f' => '\f',
            _ => (char)kind,
        };
    }

    private static void ReplaceLoneSurrogates(Span<char> chars)
    {
        for (int i = 0; i < chars.Length; i++)
        {
            if (!char.IsSurrogate(chars[i]))
            {
                continue;
            }

            if (char.IsHighSurrogate(chars[i]) && i + 1 < chars.Length && char.IsLowSurrogate(chars[i + 1]))
            {
                i++;
                continue;
            }

            chars[i] = '\uFFFD';
        }
    }
}
