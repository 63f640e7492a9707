using System.Globalization;
using System.Text;
using Concierge.Channels.Twilio.Wire;

namespace Concierge.Channels.Twilio.Inbound;

/// <summary>Reads one of a message's files.</summary>
internal static class MediaReader
{
    // WhatsApp sends one file in a message, MMS up to ten.
    private const int Most = 10;

    /// <summary>The file with an index, or null without it. A file may lack its link; then only its kind is known.</summary>
    public static MessageBody? Read(FormFields fields, int index)
    {
        if (index >= Most)
        {
            return null;
        }

        string number = index.ToString(CultureInfo.InvariantCulture);
        string? url = fields.Text(Encoding.ASCII.GetBytes("MediaUrl" + number));
        string? type = fields.Text(Encoding.ASCII.GetBytes("MediaContentType" + number));
        if (url is null && type is null)
        {
            return null;
        }

        if (Starts(type, "text/vcard") || Starts(type, "text/x-vcard"))
        {
            return new ContactsBody([]);
        }

        MediaKind kind = Kind(type, fields.Text("MessageType"u8));
        return new MediaBody(kind, new MediaReference { Url = url, MimeType = type })
        {
            Caption = index == 0 ? fields.Text("Body"u8) : null,

            // There is no flag: only WhatsApp's recorder makes this kind of sound.
            IsVoice = kind == MediaKind.Audio && Starts(type, "audio/ogg"),
        };
    }

    private static MediaKind Kind(string? mimeType, string? messageType)
    {
        if (Starts(messageType, "document"))
        {
            return MediaKind.Document;
        }

        return Starts(mimeType, "image/webp") || Starts(messageType, "sticker") ? MediaKind.Sticker
            : Starts(mimeType, "image/") ? MediaKind.Image
            : Starts(mimeType, "video/") ? MediaKind.Video
            : Starts(mimeType, "audio/") ? MediaKind.Audio
            : MediaKind.Document;
    }

    private static bool Starts(string? text, string beginning) => text?.StartsWith(beginning, StringComparison.OrdinalIgnoreCase) == true;
}
