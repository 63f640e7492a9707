using System.Text.Json;
using Concierge.Channels.Http;

namespace Concierge.Channels.Meta.Inbound;

/// <summary>
/// Reads the content object of a message. Every method starts at the property that holds it and ends at its last token.
/// Null means that the value does not have the documented shape.
/// </summary>
internal static class BodyReader
{
    private static readonly string[] Types =
    [
        "text", "image", "audio", "video", "document", "sticker", "interactive", "button", "reaction", "location", "contacts",
        "order", "system", "edit", "revoke", "request_welcome", "unsupported", "unknown",
    ];

    /// <summary>Reads a message's <c>type</c>, without a new string for the known ones.</summary>
    public static string? ReadType(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped)
        {
            foreach (string type in Types)
            {
                if (reader.ValueTextEquals(type))
                {
                    return type;
                }
            }
        }

        return JsonText.TakeText(ref reader);
    }

    /// <summary>Reads the content of a message of a type.</summary>
    public static MessageBody? Read(ref Utf8JsonReader reader, string type) => type switch
    {
        "text" => ReadText(ref reader),
        "image" => MediaReader.Read(ref reader, MediaKind.Image),
        "audio" => MediaReader.Read(ref reader, MediaKind.Audio),
        "video" => MediaReader.Read(ref reader, MediaKind.Video),
        "document" => MediaReader.Read(ref reader, MediaKind.Document),
        "sticker" => MediaReader.Read(ref reader, MediaKind.Sticker),
        "interactive" => InteractiveReader.Read(ref reader),
        "button" => ReadButton(ref reader),
        "reaction" => ReadReaction(ref reader),
        "location" => ReadLocation(ref reader),
        "contacts" => ContactsReader.Read(ref reader),
        "order" => OrderReader.Read(ref reader),
        "system" => SystemReader.Read(ref reader),
        "edit" => ReadEdit(ref reader),
        "revoke" => ReadRevoke(ref reader),
        "unsupported" => ReadUnsupported(ref reader),
        _ => ReadNothing(ref reader),
    };

    /// <summary>What a message is when its content is absent, unreadable or of a type that is not known.</summary>
    public static MessageBody WithoutContent(string type, string? errorCode) =>
        type == "request_welcome" ? new WelcomeBody() : new UnsupportedBody(type) { ErrorCode = errorCode };

    private static TextBody? ReadText(ref Utf8JsonReader reader)
    {
        string? text = null;
        if (!JsonText.TryEnterObject(ref reader))
        {
            return null;
        }

        while (JsonText.NextProperty(ref reader))
        {
            if (JsonText.NameIs(ref reader, "body"u8))
            {
                text = JsonText.ReadText(ref reader);
            }
            else
            {
                JsonText.SkipValue(ref reader);
            }
        }

        return new TextBody(text ?? string.Empty);
    }

    private static ChoiceBody? ReadButton(ref Utf8JsonReader reader)
    {
        string? payload = null, text = null;
        if (!JsonText.TryEnterObject(ref reader))
        {
            return null;
        }

        while (JsonText.NextProperty(ref reader))
        {
            if (JsonText.NameIs(ref reader, "payload"u8))
            {
                payload = JsonText.ReadText(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "text"u8))
            {
                text = JsonText.ReadText(ref reader);
            }
            else
            {
                JsonText.SkipValue(ref reader);
            }
        }

        return new ChoiceBody(payload ?? string.Empty, text ?? string.Empty);
    }

    private static ReactionBody? ReadReaction(ref Utf8JsonReader reader)
    {
        string? target = null, emoji = null;
        if (!JsonText.TryEnterObject(ref reader))
        {
            return null;
        }

        while (JsonText.NextProperty(ref reader))
        {
            if (JsonText.NameIs(ref reader, "message_id"u8))
            {
                target = JsonText.ReadText(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "emoji"u8))
            {
                emoji = JsonText.ReadText(ref reader);
            }
            else
            {
                JsonText.SkipValue(ref reader);
            }
        }

        return new ReactionBody(target ?? string.Empty, string.IsNullOrEmpty(emoji) ? null : emoji);
    }

    private static LocationBody? ReadLocation(ref Utf8JsonReader reader)
    {
        double? latitude = null, longitude = null;
        string? name = null, address = null;
        if (!JsonText.TryEnterObject(ref reader))
        {
            return null;
        }

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
            else if (JsonText.NameIs(ref reader, "address"u8))
            {
                address = JsonText.ReadText(ref reader);
            }
            else
            {
                JsonText.SkipValue(ref reader);
            }
        }

        return new LocationBody(latitude, longitude) { Name = name, Address = address };
    }

    private static EditBody? ReadEdit(ref Utf8JsonReader reader)
    {
        string? target = null;
        MessageBody? body = null;
        if (!JsonText.TryEnterObject(ref reader))
        {
            return null;
        }

        while (JsonText.NextProperty(ref reader))
        {
            if (JsonText.NameIs(ref reader, "original_message_id"u8))
            {
                target = JsonText.ReadText(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "message"u8))
            {
                body = ReadEdited(ref reader);
            }
            else
            {
                JsonText.SkipValue(ref reader);
            }
        }

        return new EditBody(target ?? string.Empty, body);
    }

    private static MessageBody? ReadEdited(ref Utf8JsonReader reader)
    {
        if (!JsonText.TryEnterObject(ref reader))
        {
            return null;
        }

        Utf8JsonReader start = reader;
        string? type = null;
        while (JsonText.NextProperty(ref reader))
        {
            if (JsonText.NameIs(ref reader, "type"u8))
            {
                type = ReadType(ref reader);
            }
            else
            {
                JsonText.SkipValue(ref reader);
            }
        }

        // An edit of an edit does not exist; without this a payload could nest them.
        return type is null or "edit" ? null : FindContent(ref start, type) ?? WithoutContent(type, null);
    }

    /// <summary>From the first token of a message object: looks for the content of a type and reads it.</summary>
    public static MessageBody? FindContent(ref Utf8JsonReader reader, string type)
    {
        while (JsonText.NextProperty(ref reader))
        {
            if (!reader.ValueIsEscaped && reader.ValueTextEquals(type))
            {
                return Read(ref reader, type);
            }

            JsonText.SkipValue(ref reader);
        }

        return null;
    }

    private static RevokeBody? ReadRevoke(ref Utf8JsonReader reader)
    {
        string? target = null;
        if (!JsonText.TryEnterObject(ref reader))
        {
            return null;
        }

        while (JsonText.NextProperty(ref reader))
        {
            if (JsonText.NameIs(ref reader, "original_message_id"u8))
            {
                target = JsonText.ReadText(ref reader);
            }
            else
            {
                JsonText.SkipValue(ref reader);
            }
        }

        return new RevokeBody(target ?? string.Empty);
    }

    private static UnsupportedBody? ReadUnsupported(ref Utf8JsonReader reader)
    {
        string? type = null;
        if (!JsonText.TryEnterObject(ref reader))
        {
            return null;
        }

        while (JsonText.NextProperty(ref reader))
        {
            if (JsonText.NameIs(ref reader, "type"u8))
            {
                type = JsonText.ReadText(ref reader);
            }
            else
            {
                JsonText.SkipValue(ref reader);
            }
        }

        return new UnsupportedBody(type ?? "unsupported");
    }

    private static MessageBody? ReadNothing(ref Utf8JsonReader reader)
    {
        JsonText.SkipValue(ref reader);
        return null;
    }
}
