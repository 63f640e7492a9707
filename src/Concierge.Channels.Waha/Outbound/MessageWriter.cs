using System.Text;
using System.Text.Json;

namespace Concierge.Channels.Waha.Outbound;

/// <summary>Writes messages that <see cref="MessageRules"/> passed.</summary>
internal static class MessageWriter
{
    public static OutboundCall Write(OutboundMessage message, string chat, WahaSettings settings)
    {
        HttpMethod method = message is ReactionMessage ? HttpMethod.Put : HttpMethod.Post;
        return new OutboundCall(method, Path(message), Json.Object(json =>
        {
            json.WriteString("session"u8, settings.Session);
            if (message is ReactionMessage reaction)
            {
                json.WriteString("messageId"u8, MessageKey.Full(reaction.TargetMessageId, chat));
                json.WriteString("reaction"u8, reaction.Emoji ?? string.Empty);
                return;
            }

            json.WriteString("chatId"u8, chat);
            if (message.QuotedMessageId is { Length: > 0 } quoted)
            {
                json.WriteString("reply_to"u8, MessageKey.Full(quoted, chat));
            }

            WriteContent(json, message, settings);
        }));
    }

    private static string Path(OutboundMessage message) => message switch
    {
        TextMessage => "api/sendText",
        MediaMessage { MediaKind: MediaKind.Image } => "api/sendImage",
        MediaMessage { MediaKind: MediaKind.Video } => "api/sendVideo",
        MediaMessage { MediaKind: MediaKind.Audio, AsVoice: true } => "api/sendVoice",
        MediaMessage => "api/sendFile",
        LocationMessage => "api/sendLocation",
        ContactsMessage => "api/sendContactVcard",
        _ => "api/reaction",
    };

    private static void WriteContent(Utf8JsonWriter json, OutboundMessage message, WahaSettings settings)
    {
        switch (message)
        {
            case TextMessage text:
                json.WriteString("text"u8, text.Text);
                json.WriteBoolean("linkPreview"u8, text.PreviewLinks || settings.LinkPreview);
                break;
            case MediaMessage media:
                WriteMedia(json, media);
                break;
            case LocationMessage place:
                json.WriteNumber("latitude"u8, place.Latitude);
                json.WriteNumber("longitude"u8, place.Longitude);
                json.WriteString("title"u8, place.Name ?? place.Address ?? string.Empty);
                break;
            case ContactsMessage contacts:
                json.WriteStartArray("contacts"u8);
                foreach (ContactCard card in contacts.Cards)
                {
                    json.WriteStartObject();
                    json.WriteString("vcard"u8, card.VCard ?? VCard(card));
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                break;
        }
    }

    private static void WriteMedia(Utf8JsonWriter json, MediaMessage media)
    {
        bool voice = media is { MediaKind: MediaKind.Audio, AsVoice: true };
        InlineFile? inline = InlineFile.Parse(media.Source.Id);
        json.WriteStartObject("file"u8);
        json.WriteString("mimetype"u8, voice ? "audio/ogg; codecs=opus" : inline?.MimeType ?? MimeType(media.MediaKind));
        if (media.FileName is { Length: > 0 } name)
        {
            json.WriteString("filename"u8, name);
        }

        if (inline is { } file)
        {
            json.WriteString("data"u8, file.Base64);
        }
        else
        {
            json.WriteString("url"u8, media.Source.Link!.AbsoluteUri);
        }

        json.WriteEndObject();
        if (voice || media.MediaKind == MediaKind.Video)
        {
            json.WriteBoolean("convert"u8, true);
        }

        if (!voice && media.Caption is { Length: > 0 } caption)
        {
            json.WriteString("caption"u8, caption);
        }
    }

    private static string MimeType(MediaKind kind) => kind switch
    {
        MediaKind.Image => "image/jpeg",
        MediaKind.Video => "video/mp4",
        MediaKind.Audio => "audio/mpeg",
        _ => "application/octet-stream",
    };

    private static string VCard(ContactCard card)
    {
        var text = new StringBuilder("BEGIN:VCARD\nVERSION:3.0\nFN:").Append(Escape(card.FormattedName)).Append('\n');
        if (card.Organization is { Length: > 0 } organization)
        {
            text.Append("ORG:").Append(Escape(organization)).Append(";\n");
        }

        foreach (string phone in card.Phones)
        {
            string digits = string.Concat(phone.Where(char.IsAsciiDigit));
            text.Append("TEL;type=CELL;type=VOICE;waid=").Append(digits).Append(":+").Append(digits).Append('\n');
        }

        foreach (string email in card.Emails)
        {
            text.Append("EMAIL:").Append(Escape(email)).Append('\n');
        }

        return text.Append("END:VCARD").ToString();
    }

    // A line break would let a name add lines of its own.
    private static string Escape(string value) => value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal)
        .Replace(";", "\\;", StringComparison.Ordinal).ReplaceLineEndings("\\n");
}
