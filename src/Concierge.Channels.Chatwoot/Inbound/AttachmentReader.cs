using System.Text.Json;
using Concierge.Channels.Http;

namespace Concierge.Channels.Chatwoot.Inbound;

/// <summary>Reads <c>attachments</c>.</summary>
internal static class AttachmentReader
{
    /// <summary>From the property: one body for each attachment, in their order.</summary>
    public static List<MessageBody> Read(ref Utf8JsonReader reader)
    {
        var bodies = new List<MessageBody>(1);
        if (!JsonText.TryEnterArray(ref reader))
        {
            return bodies;
        }

        while (JsonText.NextElement(ref reader))
        {
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                bodies.Add(ReadOne(ref reader));
            }
            else
            {
                reader.Skip();
            }
        }

        return bodies;
    }

    private static MessageBody ReadOne(ref Utf8JsonReader reader)
    {
        string? type = null, mimeType = null, url = null, title = null, first = null, last = null;
        double? latitude = null, longitude = null, size = null;
        while (JsonText.NextProperty(ref reader))
        {
            if (JsonText.NameIs(ref reader, "file_type"u8))
            {
                type = JsonText.ReadText(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "content_type"u8))
            {
                mimeType = JsonText.ReadText(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "data_url"u8))
            {
                url = JsonText.ReadText(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "file_size"u8))
            {
                size = JsonText.ReadDouble(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "fallback_title"u8))
            {
                title = JsonText.ReadText(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "coordinates_lat"u8))
            {
                latitude = JsonText.ReadDouble(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "coordinates_long"u8))
            {
                longitude = JsonText.ReadDouble(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "meta"u8))
            {
                ReadNames(ref reader, ref first, ref last);
            }
            else
            {
                JsonText.SkipValue(ref reader);
            }
        }

        var media = new MediaReference { Url = url, MimeType = mimeType, FileName = FileName(url), Size = size is >= 0 and < 1e15 ? (long)size : null };
        return type switch
        {
            "image" => new MediaBody(MediaKind.Image, media),
            "audio" => new MediaBody(MediaKind.Audio, media),
            "video" => new MediaBody(MediaKind.Video, media),
            "file" => new MediaBody(MediaKind.Document, media),
            "location" => new LocationBody(latitude, longitude) { Name = title },
            "contact" => new ContactsBody([Card(first, last, title)]),
            _ => new UnsupportedBody(type ?? "attachment"),
        };
    }

    private static void ReadNames(ref Utf8JsonReader reader, ref string? first, ref string? last)
    {
        if (!JsonText.TryEnterObject(ref reader))
        {
            return;
        }

        while (JsonText.NextProperty(ref reader))
        {
            if (JsonText.NameIs(ref reader, "firstName"u8))
            {
                first = JsonText.ReadText(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "lastName"u8))
            {
                last = JsonText.ReadText(ref reader);
            }
            else
            {
                JsonText.SkipValue(ref reader);
            }
        }
    }

    private static ContactCard Card(string? first, string? last, string? phone)
    {
        string name = string.Join(' ', new[] { first, last }.Where(static part => !string.IsNullOrEmpty(part)));
        return new ContactCard
        {
            FormattedName = name.Length > 0 ? name : phone ?? string.Empty,
            FirstName = first,
            LastName = last,
            Phones = string.IsNullOrEmpty(phone) ? [] : [phone],
        };
    }

    // The last part of the address is the name that the file was uploaded under.
    private static string? FileName(string? url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out Uri? address) || !address.AbsolutePath.Contains('/', StringComparison.Ordinal))
        {
            return null;
        }

        string name = Uri.UnescapeDataString(address.AbsolutePath[(address.AbsolutePath.LastIndexOf('/') + 1)..]);
        return name.Length == 0 ? null : name;
    }
}
