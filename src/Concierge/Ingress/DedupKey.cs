using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Concierge.Channels;

namespace Concierge.Ingress;

/// <summary>
/// The one place where it is decided what makes two deliveries the same. Only signed, decoded content counts: never
/// headers, never the route, never the spelling of the body.
/// </summary>
internal static class DedupKey
{
    private const byte Separator = 0x1f;
    private const int TypicalLength = 512;

    public static UInt128 Compute(AccountKey account, ChannelEvent channelEvent)
    {
        using var identity = new PooledBuffer(TypicalLength);
        // Stores remember keys across versions: what is hashed must never change.
        Write(identity, account.Channel);
        Write(identity, account.Name);
        switch (channelEvent)
        {
            case MessageReceived { Body: CallBody call } message when (message.DeduplicationId ?? message.Id) is { } id:
                Write(identity, "call");
                Write(identity, id);
                Encoding.UTF8.GetBytes(call.Event.ToString(), identity);
                break;
            case MessageReceived message when (message.DeduplicationId ?? message.Id) is { } id:
                Write(identity, "message");
                Encoding.UTF8.GetBytes(id, identity);
                break;
            case ReceiptReceived receipt:
                Write(identity, "receipt");
                Write(identity, receipt.MessageId ?? receipt.AttemptId);
                Write(identity, receipt.RawStatus);
                Encoding.UTF8.GetBytes(receipt.Participant?.Value ?? string.Empty, identity);
                break;
            case HandoffReceived handoff when (handoff.DeduplicationId ?? handoff.Id) is { } id:
                Write(identity, "handoff");
                Write(identity, id);
                Encoding.UTF8.GetBytes(handoff.Kind.ToString(), identity);
                break;
            default:
                Encoding.UTF8.GetBytes("content", identity);
                identity.Write(channelEvent.Raw.Span);
                break;
        }

        return Hash(identity.Take().Span);
    }

    private static void Write(PooledBuffer output, string? part)
    {
        Encoding.UTF8.GetBytes(part ?? string.Empty, output);
        output.Write([Separator]);
    }

    private static UInt128 Hash(ReadOnlySpan<byte> identity)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(identity, hash);
        UInt128 key = BinaryPrimitives.ReadUInt128LittleEndian(hash);
        return key == UInt128.Zero ? UInt128.One : key;
    }
}
