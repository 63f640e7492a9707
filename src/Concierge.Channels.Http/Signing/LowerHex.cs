namespace Concierge.Channels.Http;

/// <summary>Hexadecimal as providers write signatures: lower case, nothing around it.</summary>
public static class LowerHex
{
    /// <summary>
    /// Reads <paramref name="hex"/> into <paramref name="bytes"/>. False unless it is exactly two lower-case digits for every byte.
    /// </summary>
    public static bool TryDecode(ReadOnlySpan<char> hex, Span<byte> bytes)
    {
        if (hex.Length != bytes.Length * 2)
        {
            return false;
        }

        int bad = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            int high = Digit(hex[2 * i]);
            int low = Digit(hex[(2 * i) + 1]);
            bad |= high | low;
            bytes[i] = (byte)((high << 4) | (low & 0xF));
        }

        return bad >= 0;
    }

    private static int Digit(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'a' and <= 'f' => c - 'a' + 10,
        _ => -1,
    };
}
