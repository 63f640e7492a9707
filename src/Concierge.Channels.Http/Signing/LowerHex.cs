using System.Buffers;

namespace Concierge.Channels.Http;

/// <summary>Hexadecimal as providers write signatures: lower case, nothing around it.</summary>
public static class LowerHex
{
    /// <summary>
    /// Reads <paramref name="hex"/> into <paramref name="bytes"/>. False unless it is exactly two lower-case digits for every byte.
    /// </summary>
    public static bool TryDecode(ReadOnlySpan<char> hex, Span<byte> bytes) =>
        hex.Length == bytes.Length * 2
        && !hex.ContainsAnyInRange('A', 'F')
        && Convert.FromHexString(hex, bytes, out _, out int written) == OperationStatus.Done
        && written == bytes.Length;
}
