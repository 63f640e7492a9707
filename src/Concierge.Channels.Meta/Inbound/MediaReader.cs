using System.Text.Json;
using Concierge.Channels.Http;

namespace Concierge.Channels.Meta.Inbound;

/// <summary>Reads a file's object: <c>image</c>, <c>audio</c>, <c>video</c>, <c>document</c>, <c>sticker</c>.</summary>
internal static class MediaReader
{
    public static MediaBody? Read(ref Utf8JsonReader reader, MediaKind kind)
    {
        if (!JsonText.TryEnterObject(ref reader))
        {
            return null;
        }

        string? id = null, url = null, mimeType = null, fileName = null, sha256 = null, caption = null;
        bool voice = false, animated = false;
        while (JsonText.NextProperty(ref reader))
        {
            if (JsonText.NameIs(ref reader, "id"u8))
            {
                id = JsonText.ReadText(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "mime_type"u8))
            {
                mimeType = JsonText.ReadText(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "sha256"u8))
            {
                sha256 = JsonText.ReadText(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "caption"u8))
            {
                caption = JsonText.ReadText(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "filename"u8))
            {
                fileName = JsonText.ReadText(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "url"u8))
            {
                url = JsonText.ReadText(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "voice"u8))
            {
                voice = JsonText.ReadBoolean(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "animated"u8))
            {
                animated = JsonText.ReadBoolean(ref reader);
            }
            else
            {
                JsonText.SkipValue(ref reader);
            }
        }

        var media = new MediaReference { Id = id, Url = url, MimeType = mimeType, FileName = fileName, Sha256 = sha256 };
        return new MediaBody(kind, media) { Caption = caption, IsVoice = voice, IsAnimated = animated };
    }
}
