using System.Buffers;
using System.Text;
using System.Text.Json;
using Concierge.Channels;

namespace Concierge.Ingress;

/// <summary>How an input lies in the mailbox: the account's key (empty for commands), a line feed, the input as JSON.</summary>
internal static class InputCodec
{
    private const byte LineFeed = (byte)'\n';

    public static void Write(IBufferWriter<byte> output, AccountKey? account, ConversationInput input)
    {
        if (account is { } key)
        {
            Encoding.UTF8.GetBytes(key.Channel, output);
            output.Write("/"u8);
            Encoding.UTF8.GetBytes(key.Name, output);
        }

        output.Write("\n"u8);
        ConciergeJson.Write(output, input);
    }

    public static byte[] Write(AccountKey? account, ConversationInput input)
    {
        var output = new ArrayBufferWriter<byte>(512);
        Write(output, account, input);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Whether it is surely a person's message, which most are; told from its first bytes, without reading it.</summary>
    public static bool IsMessage(ReadOnlySpan<byte> payload) => payload[(payload.IndexOf(LineFeed) + 1)..].StartsWith("{\"$event\":\"message\","u8);

    /// <summary>Reads what <see cref="Write(AccountKey?, ConversationInput)"/> wrote; null where the bytes are damaged.</summary>
    public static DecodedInput? Read(ReadOnlySpan<byte> payload)
    {
        int end = payload.IndexOf(LineFeed);
        if (end < 0)
        {
            return null;
        }

        try
        {
            AccountKey? account = end == 0 ? null : AccountKey.Parse(Encoding.UTF8.GetString(payload[..end]));
            return new DecodedInput(account, ConciergeJson.ReadInput(payload[(end + 1)..]));
        }
        catch (Exception damaged) when (damaged is JsonException or FormatException or NotSupportedException)
        {
            return null;
        }
    }
}
