using System.Buffers;
using System.Text.Json;

namespace Concierge.Channels.Chatwoot.Outbound;

/// <summary>Writes bodies and reads answers of the API.</summary>
internal static class ApiJson
{
    /// <summary>An object with what <paramref name="write"/> writes into it.</summary>
    public static ReadOnlyMemory<byte> Object(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    /// <summary>The answer as an object, or null when it is none.</summary>
    public static JsonElement? TryRead(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(utf8);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A member that is a filled text or a number, as text; null for anything else.</summary>
    public static string? Text(JsonElement? parent, string name)
    {
        try
        {
            return Member(parent, name) switch
            {
                { ValueKind: JsonValueKind.String } text when text.GetString() is { Length: > 0 } value => value,
                { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
                _ => null,
            };
        }
        catch (InvalidOperationException)
        {
            // Text that is not valid UTF-16 is no id and no address.
            return null;
        }
    }

    /// <summary>A member of an object, or null.</summary>
    public static JsonElement? Member(JsonElement? parent, string name) =>
        parent is { ValueKind: JsonValueKind.Object } value && value.TryGetProperty(name, out JsonElement member) ? member : null;
}
