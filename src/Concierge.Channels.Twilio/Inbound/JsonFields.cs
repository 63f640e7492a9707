using System.Text.Json;
using Concierge.Channels.Twilio.Wire;

namespace Concierge.Channels.Twilio.Inbound;

/// <summary>Reads a body that is one JSON object with the same members as the form has fields.</summary>
internal static class JsonFields
{
    /// <summary>Whether a body is to be read as JSON.</summary>
    public static bool IsJson(ReadOnlySpan<byte> body) => body.TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..];

    /// <summary>The members that are text, numbers or truth values; null for anything but an object.</summary>
    public static FormFields? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 16 });
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? FormFields.From([.. document.RootElement.EnumerateObject().Where(static member => IsPlain(member.Value)).Select(static member => KeyValuePair.Create(member.Name, member.Value.ToString()))])
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The second: a text that is not valid Unicode.
            return null;
        }
    }

    private static bool IsPlain(JsonElement value) => value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False;
}
