using System.Buffers;
using System.Text.Json;

namespace Concierge.Channels.Meta.Outbound;

/// <summary>Writes a message, already checked, as the body of <c>POST …/messages</c>.</summary>
internal static class MessageWriter
{
    public static ReadOnlyMemory<byte> Write(OutboundMessage message, Recipient recipient, string attemptId)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("messaging_product"u8, "whatsapp"u8);
            recipient.Write(json);
            json.WriteString("biz_opaque_callback_data"u8, attemptId);
            if (message.QuotedMessageId is { } quoted && message is not ReactionMessage)
            {
                json.WriteStartObject("context"u8);
                json.WriteString("message_id"u8, quoted);
                json.WriteEndObject();
            }

            WriteContent(json, message);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static void WriteContent(Utf8JsonWriter json, OutboundMessage message)
    {
        switch (message)
        {
            case TextMessage text:
                WriteText(json, text);
                break;
            case MediaMessage media:
                json.WriteString("type"u8, media.Kind);
                WriteMedia(json, media);
                break;
            case TemplateMessage template:
                TemplateWriter.Write(json, template);
                break;
            case ReactionMessage reaction:
                WriteReaction(json, reaction);
                break;
            case ContactsMessage contacts:
                ContactsWriter.Write(json, contacts);
                break;
            case LocationMessage place:
                WriteLocation(json, place);
                break;
            case RawMessage raw:
                WriteRaw(json, raw);
                break;
            default:
                InteractiveWriter.Write(json, message);
                break;
        }
    }

    /// <summary>Writes a file under the name of its kind.</summary>
    public static void WriteMedia(Utf8JsonWriter json, MediaMessage media)
    {
        json.WriteStartObject(media.Kind);
        if (media.Source.Id is { } id)
        {
            json.WriteString("id"u8, id);
        }
        else
        {
            json.WriteString("link"u8, media.Source.Link!.AbsoluteUri);
        }

        WriteOptional(json, "caption"u8, media.Caption);
        if (media.MediaKind == MediaKind.Document)
        {
            WriteOptional(json, "filename"u8, media.FileName);
        }

        if (media is { MediaKind: MediaKind.Audio, AsVoice: true })
        {
            json.WriteBoolean("voice"u8, true);
        }

        json.WriteEndObject();
    }

    /// <summary>Writes a text unless there is none.</summary>
    public static void WriteOptional(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            json.WriteString(name, value);
        }
    }

    private static void WriteText(Utf8JsonWriter json, TextMessage text)
    {
        json.WriteString("type"u8, "text"u8);
        json.WriteStartObject("text"u8);
        json.WriteString("body"u8, text.Text);
        if (text.PreviewLinks)
        {
            json.WriteBoolean("preview_url"u8, true);
        }

        json.WriteEndObject();
    }

    private static void WriteReaction(Utf8JsonWriter json, ReactionMessage reaction)
    {
        json.WriteString("type"u8, "reaction"u8);
        json.WriteStartObject("reaction"u8);
        json.WriteString("message_id"u8, reaction.TargetMessageId);
        json.WriteString("emoji"u8, reaction.Emoji ?? string.Empty);
        json.WriteEndObject();
    }

    private static void WriteLocation(Utf8JsonWriter json, LocationMessage place)
    {
        json.WriteString("type"u8, "location"u8);
        json.WriteStartObject("location"u8);
        json.WriteNumber("latitude"u8, place.Latitude);
        json.WriteNumber("longitude"u8, place.Longitude);
        WriteOptional(json, "name"u8, place.Name);
        WriteOptional(json, "address"u8, place.Address);
        json.WriteEndObject();
    }

    // Who gets it and which attempt it is are ours to say, whatever the raw object holds.
    private static void WriteRaw(Utf8JsonWriter json, RawMessage raw)
    {
        using JsonDocument document = JsonDocument.Parse(raw.Json);
        foreach (JsonProperty member in document.RootElement.EnumerateObject())
        {
            if (member.Name is not ("messaging_product" or "recipient_type" or "to" or "recipient" or "biz_opaque_callback_data")
                && !(member.Name == "context" && raw.QuotedMessageId is not null))
            {
                json.WritePropertyName(member.Name);
                json.WriteRawValue(member.Value.GetRawText());
            }
        }
    }
}
