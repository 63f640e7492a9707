using System.Text.Json;
using Concierge.Channels.Http;

namespace Concierge.Channels.Waha.Inbound;

/// <summary>Reads the objects inside a payload. Every method starts at the property that holds one and ends at its last token.</summary>
internal static class ContentReader
{
    public static MediaReference? ReadMedia(ref Utf8JsonReader reader)
    {
        if (!JsonText.TryEnterObject(ref reader))
        {
            return null;
        }

        string? url = null, mimeType = null, fileName = null;
        while (JsonText.NextProperty(ref reader))
        {
            if (JsonText.NameIs(ref reader, "url"u8))
            {
                url = JsonText.ReadText(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "mimetype"u8))
            {
                mimeType = JsonText.ReadText(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "filename"u8))
            {
                fileName = JsonText.ReadText(ref reader);
            }
            else
            {
                JsonText.SkipValue(ref reader);
            }
        }

        return new MediaReference { Url = url, MimeType = mimeType, FileName = fileName };
    }

    public static LocationBody? ReadLocation(ref Utf8JsonReader reader)
    {
        if (!JsonText.TryEnterObject(ref reader))
        {
            return null;
        }

        double? latitude = null, longitude = null;
        string? name = null, description = null, address = null;
        while (JsonText.NextProperty(ref reader))
        {
            if (JsonText.NameIs(ref reader, "latitude"u8))
            {
                latitude = JsonText.ReadDouble(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "longitude"u8))
            {
                longitude = JsonText.ReadDouble(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "name"u8))
            {
                name = JsonText.ReadText(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "description"u8))
            {
                description = JsonText.ReadText(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "address"u8))
            {
                address = JsonText.ReadText(ref reader);
            }
            else
            {
                JsonText.SkipValue(ref reader);
            }
        }

        return new LocationBody(latitude, longitude) { Name = name ?? description, Address = address };
    }

    public static (string? Target, string? Emoji) ReadReaction(ref Utf8JsonReader reader)
    {
        string? target = null, emoji = null;
        if (!JsonText.TryEnterObject(ref reader))
        {
            return default;
        }

        while (JsonText.NextProperty(ref reader))
        {
            if (JsonText.NameIs(ref reader, "messageId"u8))
            {
                target = JsonText.ReadText(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "text"u8))
            {
                emoji = JsonText.ReadText(ref reader);
            }
            else
            {
                JsonText.SkipValue(ref reader);
            }
        }

        return (target, emoji);
    }

    /// <summary>The texts of an array, without what is no text.</summary>
    public static void ReadTexts(ref Utf8JsonReader reader, List<string> texts)
    {
        if (!JsonText.TryEnterArray(ref reader))
        {
            return;
        }

        while (JsonText.NextElement(ref reader))
        {
            if (JsonText.TakeText(ref reader) is { } text)
            {
                texts.Add(text);
            }
        }
    }

    /// <summary>One member of an object as text, or null.</summary>
    public static string? ReadMember(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        string? value = null;
        if (!JsonText.TryEnterObject(ref reader))
        {
            return null;
        }

        while (JsonText.NextProperty(ref reader))
        {
            if (JsonText.NameIs(ref reader, name))
            {
                value = JsonText.ReadText(ref reader);
            }
            else
            {
                JsonText.SkipValue(ref reader);
            }
        }

        return value;
    }
}
