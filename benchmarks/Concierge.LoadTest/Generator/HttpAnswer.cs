using System.Buffers.Text;

namespace Concierge.LoadTest.Generator;

/// <summary>Just enough of HTTP/1.1 to know when an answer is complete.</summary>
internal static class HttpAnswer
{
    private const int StatusAt = 9;

    /// <summary>The status when the bytes are one complete answer; null when more is to come.</summary>
    public static int? TryRead(ReadOnlySpan<byte> bytes)
    {
        int head = bytes.IndexOf("\r\n\r\n"u8);
        if (head < 0)
        {
            return null;
        }

        ReadOnlySpan<byte> headers = bytes[..(head + 2)];
        int body = bytes.Length - head - 4;
        if (Value(headers, "Content-Length: "u8) is { } length ? body < length : !bytes.EndsWith("0\r\n\r\n"u8))
        {
            return null;
        }

        Utf8Parser.TryParse(bytes.Slice(StatusAt, 3), out int status, out _);
        return status;
    }

    private static int? Value(ReadOnlySpan<byte> headers, ReadOnlySpan<byte> name)
    {
        int at = headers.IndexOf(name);
        return at >= 0 && Utf8Parser.TryParse(headers[(at + name.Length)..], out int value, out _) ? value : null;
    }
}
