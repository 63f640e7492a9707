using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Concierge.Emulator.Phone;

namespace Concierge.Emulator.Meta;

/// <summary>What a person sends, in Meta's webhook form.</summary>
internal static class MetaMessageWriter
{
    public static JsonObject Write(ChatMessage message, MediaLibrary library)
    {
        Bubble bubble = message.Bubble;
        return bubble.Kind switch
        {
            "image" or "audio" or "video" or "document" or "sticker" => Media(bubble, library),
            "location" => Typed("location", Location(bubble)),
            "contacts" => Contacts(bubble),
            "choice" => Choice(bubble),
            "reaction" => Typed("reaction", new JsonObject { ["message_id"] = bubble.Target, ["emoji"] = bubble.Text ?? string.Empty }),
            _ => Typed("text", new JsonObject { ["body"] = bubble.Text ?? string.Empty }),
        };
    }

    private static JsonObject Typed(string type, JsonNode content) => new() { ["type"] = type, [type] = content };

    private static JsonObject Media(Bubble bubble, MediaLibrary library)
    {
        StoredMedia? stored = library.Find(bubble.MediaId);
        var content = new JsonObject { ["id"] = bubble.MediaId, ["mime_type"] = stored?.MimeType ?? bubble.MimeType ?? "application/octet-stream" };
        if (stored is not null)
        {
            content["sha256"] = Convert.ToBase64String(SHA256.HashData(stored.Content));
        }

        if (bubble.Text is { Length: > 0 } caption && bubble.Kind is "image" or "video" or "document")
        {
            content["caption"] = caption;
        }

        switch (bubble.Kind)
        {
            case "audio":
                content["voice"] = bubble.Voice;
                break;
            case "document":
                content["filename"] = bubble.FileName ?? stored?.FileName ?? "file";
                break;
            case "sticker":
                content["animated"] = false;
                break;
        }

        return Typed(bubble.Kind, content);
    }

    private static JsonObject Location(Bubble bubble)
    {
        var content = new JsonObject { ["latitude"] = bubble.Latitude ?? 0, ["longitude"] = bubble.Longitude ?? 0 };
        if (bubble.Text is { Length: > 0 } name)
        {
            content["name"] = name;
        }

        if (bubble.Address is { Length: > 0 } address)
        {
            content["address"] = address;
        }

        return content;
    }

    private static JsonObject Contacts(Bubble bubble)
    {
        string name = bubble.Text ?? "Contact";
        return Typed("contacts", new JsonArray(new JsonObject
        {
            ["name"] = new JsonObject { ["formatted_name"] = name, ["first_name"] = name },
            ["phones"] = new JsonArray(new JsonObject { ["phone"] = bubble.Phone ?? string.Empty, ["type"] = "CELL" }),
        }));
    }

    private static JsonObject Choice(Bubble bubble)
    {
        string type = bubble.ListButton is null ? "button_reply" : "list_reply";
        return Typed("interactive", new JsonObject
        {
            ["type"] = type,
            [type] = new JsonObject { ["id"] = bubble.ChoiceId, ["title"] = bubble.Text },
        });
    }
}
