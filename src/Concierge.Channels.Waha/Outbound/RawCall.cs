using System.Text.Json;

namespace Concierge.Channels.Waha.Outbound;

/// <summary>A raw message: WAHA's body for one of its sending calls, whose name stands in the member <c>call</c>.</summary>
internal static class RawCall
{
    private static readonly string[] Calls =
    [
        "sendText", "sendImage", "sendFile", "sendVoice", "sendVideo", "sendPoll", "sendList", "sendButtons", "sendLocation", "sendContactVcard",
        "send/buttons/reply", "send/link-custom-preview", "forwardMessage",
    ];

    /// <summary>The call that a raw object names, or null where it is no such object.</summary>
    public static string? Find(string json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("call", out JsonElement call) || call.ValueKind != JsonValueKind.String)
            {
                return null;
            }

            // Fails for half a character anywhere, which could not be written again.
            document.RootElement.WriteTo(new Utf8JsonWriter(Stream.Null));
            return Array.Find(Calls, known => call.ValueEquals(known));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Writes the object's members but those that are ours to say.</summary>
    public static void Write(Utf8JsonWriter json, string raw)
    {
        using JsonDocument document = JsonDocument.Parse(raw);
        foreach (JsonProperty member in document.RootElement.EnumerateObject().Where(static member => member.Name is not ("call" or "session" or "chatId" or "reply_to" or "id")))
        {
            member.WriteTo(json);
        }
    }
}
