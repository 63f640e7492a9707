using System.Buffers;
using System.Text.Json;

namespace Concierge.Channels.Waha.Outbound;

/// <summary>Writes one JSON object.</summary>
internal static class Json
{
    public static ReadOnlyMemory<byte> Object(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }
}
