using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Concierge.Channels;

namespace Concierge.Testing.Channels;

/// <summary>The wire format of the test provider: one event per line, as JSON, signed as a whole.</summary>
internal static class TestWire
{
    public const string SignatureHeader = "X-Test-Signature";
    private const byte LineFeed = (byte)'\n';

    public static byte[] Write(IReadOnlyList<ChannelEvent> events)
    {
        using var body = new MemoryStream();
        foreach (ChannelEvent channelEvent in events)
        {
            body.Write(ConciergeJson.Write(channelEvent));
            body.WriteByte(LineFeed);
        }

        return body.ToArray();
    }

    public static string Sign(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> body)
    {
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret, body, mac);
        return Convert.ToHexStringLower(mac);
    }

    public static bool IsSigned(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> body, string? signature) =>
        signature is not null
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Sign(secret, body)), Encoding.UTF8.GetBytes(signature));

    public static void Read(ReadOnlyMemory<byte> body, ChannelEventSink sink)
    {
        while (!body.IsEmpty)
        {
            int end = body.Span.IndexOf(LineFeed);
            ReadOnlyMemory<byte> line = end < 0 ? body : body[..end];
            body = end < 0 ? default : body[(end + 1)..];
            sink.Add(ReadLine(line));
        }
    }

    private static ChannelEvent ReadLine(ReadOnlyMemory<byte> line)
    {
        try
        {
            // A command in a webhook would let a provider act as a colleague.
            return ConciergeJson.ReadInput(line.Span) is ChannelEvent channelEvent
                ? channelEvent with { Raw = line }
                : new UnknownEvent { Reason = "The line is not an event.", Raw = line };
        }
        catch (Exception damaged) when (damaged is JsonException or NotSupportedException)
        {
            return new UnknownEvent { Reason = "The line is not JSON.", Raw = line };
        }
    }
}
