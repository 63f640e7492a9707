using System.Buffers.Binary;
using System.Numerics;

namespace Concierge.Storage.Sqlite;

/// <summary>CRC-32C over what a row holds: finds rows that the disk damaged. Not a defence against anybody.</summary>
internal static class Checksum
{
    public static uint Of(ReadOnlySpan<byte> content) => Add(uint.MaxValue, content);

    public static uint OfItem(long sequence, long conversation, long receivedAt, ReadOnlySpan<byte> payload, ReadOnlySpan<byte> raw)
    {
        uint crc = BitOperations.Crc32C(uint.MaxValue, (ulong)sequence);
        crc = BitOperations.Crc32C(crc, (ulong)conversation);
        crc = BitOperations.Crc32C(crc, (ulong)receivedAt);
        crc = BitOperations.Crc32C(crc, (ulong)payload.Length);
        return Add(Add(crc, payload), raw);
    }

    private static uint Add(uint crc, ReadOnlySpan<byte> content)
    {
        while (content.Length >= sizeof(ulong))
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(content));
            content = content[sizeof(ulong)..];
        }

        foreach (byte value in content)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return crc;
    }
}
