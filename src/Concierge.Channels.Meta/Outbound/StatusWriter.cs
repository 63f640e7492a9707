using System.Buffers;
using System.Text.Json;

namespace Concierge.Channels.Meta.Outbound;

/// <summary>Writes the mark "read" for a received message, with or without the typing sign.</summary>
internal static class StatusWriter
{
    public static ReadOnlyMemory<byte> Write(string messageId, bool typing)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("messaging_product"u8, "whatsapp"u8);
            json.WriteString("status"u8, "read"u8);
            json.WriteString("message_id"u8, messageId);
            if (typing)
            {
                json.WriteStartObject("typing_indicator"u8);
                json.WriteString("type"u8, "text"u8);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }
}
