using System.Text;
using System.Text.Json;

namespace Concierge.Channels.Waha.Outbound;

/// <summary>Writes messages that <see cref="MessageRules"/> passed.</summary>
internal static class MessageWriter
{
    private const string VoiceType = "audio/ogg; codecs=opus";

    public static OutboundCall Write(OutboundMessage message, string chat, string? id, WahaSettings settings)
    {
        HttpMethod method = message is ReactionMessage ? HttpMethod.Put : HttpMethod.Post;
        return new OutboundCall(method, "api/" + Call(message), Json.Object(json =>
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

            if (id is not null)
            {
                json.WriteString("id"u8, id);
            }

            WriteContent(json, message, settings);
        }));
    }

    private static string Call(OutboundMessage message) => message switch
    {
        ChoiceMessage choice when Poll.Fits(choice) => "sendPoll",
        TextMessage or ChoiceMessage => "sendText",
        MediaMessage { MediaKind: MediaKind.Image } => "sendImage",
        MediaMessage { MediaKind: MediaKind.Video } => "sendVideo",
        MediaMessage { MediaKind: MediaKind.Audio, AsVoice: true } => "sendVoice",
        MediaMessage => "sendFile",
        LocationMessage => "sendLocation",
        ContactsMessage => "sendContactVcard",
        RawMessage raw => RawCall.Find(raw.Json)!,
        _ => "reaction",
    };

    private static void WriteContent(Utf8JsonWriter json, OutboundMessage message, WahaSettings settings)
    {
        switch (message)
        {
            case TextMessage text:
                WriteText(json, text.Text, text.PreviewLinks || settings.LinkPreview);
                break;
            case ChoiceMessage choice when Poll.Fits(choice):
                Poll.Write(json, choice);
                break;
            case ChoiceMessage choice:
                WriteText(json, Poll.Numbered(choice), settings.LinkPreview);
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
                WriteCards(json, contacts);
                break;
            case RawMessage raw:
                RawCall.Write(json, raw.Json);
                break;
        }
    }

    // The server's own default is a preview, which tells the link's owner that the message was sent.
    private static void WriteText(Utf8JsonWriter json, string text, bool preview)
    {
        json.WriteString("text"u8, text);
        json.WriteBoolean("linkPreview"u8, preview);
    }

    private static void WriteCards(Utf8JsonWriter json, ContactsMessage contacts)
    {
        json.WriteStartArray("contacts"u8);
        foreach (ContactCard card in contacts.Cards)
        {
            json.WriteStartObject();
            json.WriteString("vcard"u8, card.VCard ?? VCard(card));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteMedia(Utf8JsonWriter json, MediaMessage media)
    {
        bool voice = media is { MediaKind: MediaKind.Audio, AsVoice: true };
        json.WriteStartObject("file"u8);
        if (InlineFile.Parse(media.Source.Id) is { } file && media.Source.Link is null)
        {
            WriteFile(json, voice ? VoiceType : file.MimeType, media.FileName);
            json.WriteString("data"u8, file.Base64);
        }
        else
        {
            Uri link = media.Source.Link!;
            WriteFile(json, voice ? VoiceType : MediaTypes.Of(link, media.MediaKind), media.FileName ?? (media.MediaKind == MediaKind.Document ? MediaTypes.NameOf(link) : null));
            json.WriteString("url"u8, link.AbsoluteUri);
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

    private static void WriteFile(Utf8JsonWriter json, string mimeType, string? name)
    {
        json.WriteString("mimetype"u8, mimeType);
        if (!string.IsNullOrEmpty(name))
        {
            json.WriteString("filename"u8, name);
        }
    }

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
