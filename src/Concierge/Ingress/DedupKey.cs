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
    private const char Separator = '\u001f';

    public static UInt128 Compute(AccountKey account, ChannelEvent channelEvent)
    {
        string? identity = channelEvent switch
        {
            MessageReceived { Body: CallBody call } message when (message.DeduplicationId ?? message.Id) is { } id => $"call{Separator}{id}{Separator}{call.Event}",
            MessageReceived message when (message.DeduplicationId ?? message.Id) is { } id => $"message{Separator}{id}",
            ReceiptReceived receipt => $"receipt{Separator}{receipt.MessageId ?? receipt.AttemptId}{Separator}{receipt.RawStatus}{Separator}{receipt.Participant?.Value}",
            HandoffReceived handoff when (handoff.DeduplicationId ?? handoff.Id) is { } id => $"handoff{Separator}{id}{Separator}{handoff.Kind}",
            _ => null,
        };
        return identity is null
            ? Hash(account, "content", channelEvent.Raw.Span)
            : Hash(account, identity, default);
    }

    private static UInt128 Hash(AccountKey account, string identity, ReadOnlySpan<byte> content)
    {
        int size = Encoding.UTF8.GetMaxByteCount(account.Channel.Length + account.Name.Length + identity.Length + 2) + content.Length;
        byte[] buffer = ArrayPool<byte>.Shared.Rent(size);
        int length = Encoding.UTF8.GetBytes(account.Channel, buffer);
        buffer[length++] = (byte)Separator;
        length += Encoding.UTF8.GetBytes(account.Name, buffer.AsSpan(length));
        buffer[length++] = (byte)Separator;
        length += Encoding.UTF8.GetBytes(identity, buffer.AsSpan(length));
        content.CopyTo(buffer.AsSpan(length));
        length += content.Length;

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(buffer.AsSpan(0, length), hash);
        ArrayPool<byte>.Shared.Return(buffer);
        UInt128 key = BinaryPrimitives.ReadUInt128LittleEndian(hash);
        return key == UInt128.Zero ? UInt128.One : key;
    }
}
