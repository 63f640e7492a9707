using System.Text.Json.Nodes;
using Concierge.Emulator.Phone;

namespace Concierge.Emulator.Meta;

/// <summary>Reads a message to send and checks it against Meta's documented limits. Used for one message.</summary>
internal sealed class GraphMessageReader(PhoneLine line, MediaLibrary library)
{
    private const int MaxText = 4096;
    private const int MaxCaption = 1024;
    private const int MaxCorrelation = 512;

    /// <summary>Why <see cref="Read"/> gave nothing.</summary>
    public GraphError? Error { get; private set; }

    /// <summary>The number it is for, digits only.</summary>
    public string Recipient { get; private set; } = string.Empty;

    public Bubble? Read(JsonObject body)
    {
        if (WireJson.Text(body["messaging_product"]) != "whatsapp")
        {
            return Fail(GraphError.Missing("messaging_product"));
        }

        if (!ReadRecipient(body))
        {
            return null;
        }

        if (WireJson.Text(body["biz_opaque_callback_data"]) is { Length: > MaxCorrelation })
        {
            return Fail(GraphError.Invalid($"biz_opaque_callback_data has more than {MaxCorrelation} characters."));
        }

        string type = WireJson.Text(body["type"]) ?? "text";
        if (type == "contacts")
        {
            return ReadContacts(body["contacts"]);
        }

        if (WireJson.Object(body[type]) is not { } content)
        {
            return Fail(GraphError.Missing(type));
        }

        if (type == "reaction" && body["context"] is not null)
        {
            return Fail(GraphError.Invalid("A reaction cannot quote."));
        }

        return type switch
        {
            "text" => ReadText(content),
            "image" or "audio" or "video" or "document" or "sticker" => ReadMedia(type, content),
            "location" => ReadLocation(content),
            "reaction" => ReadReaction(content),
            "template" => ReadTemplate(content),
            "interactive" => ReadInteractive(content),
            _ => Fail(new GraphError(400, 131051, "Unsupported message type", $"The type {type} is not known.")),
        };
    }

    private Bubble? Fail(GraphError error)
    {
        Error = error;
        return null;
    }

    private bool ReadRecipient(JsonObject body)
    {
        string to = WireJson.Text(body["to"]) ?? WireJson.Text(body["recipient"]) ?? string.Empty;
        Recipient = string.Concat(to.Where(char.IsAsciiDigit));
        if (to.Length == 0)
        {
            Fail(GraphError.Missing("to"));
        }
        else if (Recipient.Length is < 5 or > 15 || to.Any(c => !char.IsAsciiDigit(c) && c is not ('+' or ' ' or '-' or '(' or ')')))
        {
            Fail(new GraphError(400, 131026, "Message undeliverable", "The recipient is not a number on this emulator."));
        }

        return Error is null;
    }

    private Bubble? ReadText(JsonObject content) => WireJson.Text(content["body"]) switch
    {
        null or "" => Fail(GraphError.Missing("text.body")),
        { Length: > MaxText } => Fail(GraphError.Invalid($"text.body has more than {MaxText} characters.")),
        string text => new Bubble { Kind = "text", Text = text },
    };

    private Bubble? ReadMedia(string type, JsonObject content)
    {
        string? id = WireJson.Text(content["id"]);
        string? link = WireJson.Text(content["link"]);
        string? caption = WireJson.Text(content["caption"]);
        if ((id is null) == (link is null))
        {
            return Fail(GraphError.Invalid($"{type} needs either id or link."));
        }

        if (caption is not null && type is "audio" or "sticker")
        {
            return Fail(GraphError.Invalid($"{type} has no caption."));
        }

        if (caption?.Length > MaxCaption)
        {
            return Fail(GraphError.Invalid($"{type}.caption has more than {MaxCaption} characters."));
        }

        StoredMedia? stored = library.Find(line, id);
        if (id is not null && stored is null)
        {
            return Fail(new GraphError(400, 131053, "Media upload error", "There is no media with this id."));
        }

        return new Bubble
        {
            Kind = type,
            Text = caption,
            MediaId = id,
            MediaUrl = link,
            MimeType = stored?.MimeType,
            FileName = WireJson.Text(content["filename"]) ?? stored?.FileName,
            Voice = content["voice"] is JsonValue voice && voice.TryGetValue(out bool isVoice) && isVoice,
        };
    }

    private Bubble? ReadLocation(JsonObject content) =>
        WireJson.Number(content["latitude"]) is { } latitude and >= -90 and <= 90 && WireJson.Number(content["longitude"]) is { } longitude and >= -180 and <= 180
            ? new Bubble { Kind = "location", Latitude = latitude, Longitude = longitude, Text = WireJson.Text(content["name"]), Address = WireJson.Text(content["address"]) }
            : Fail(GraphError.Invalid("location needs latitude (-90 to 90) and longitude (-180 to 180)."));

    private Bubble? ReadReaction(JsonObject content) =>
        WireJson.Text(content["message_id"]) is { Length: > 0 } target
            ? new Bubble { Kind = "reaction", Target = target, Text = WireJson.Text(content["emoji"]) }
            : Fail(GraphError.Missing("reaction.message_id"));

    private Bubble? ReadContacts(JsonNode? node)
    {
        JsonObject? first = WireJson.Items(node).Count > 0 ? WireJson.Object(WireJson.Items(node)[0]) : null;
        JsonObject? name = WireJson.Object(first?["name"]);
        if (WireJson.Text(name?["formatted_name"]) is not { Length: > 0 } formatted || name!.Count < 2)
        {
            return Fail(GraphError.Invalid("Each contact needs name.formatted_name and one more part of the name."));
        }

        IReadOnlyList<JsonNode?> phones = WireJson.Items(first!["phones"]);
        return new Bubble { Kind = "contacts", Text = formatted, Phone = phones.Count > 0 ? WireJson.Text(phones[0]?["phone"]) : null };
    }

    private Bubble? ReadTemplate(JsonObject content)
    {
        if (WireJson.Text(content["name"]) is not { Length: > 0 } name || WireJson.Text(content["language"]?["code"]) is not { Length: > 0 } language)
        {
            return Fail(GraphError.Missing("template.name and template.language.code"));
        }

        IEnumerable<string> values = WireJson.Items(content["components"])
            .SelectMany(component => WireJson.Items(component?["parameters"]))
            .Select(parameter => WireJson.Text(parameter?["text"]))
            .OfType<string>();
        return new Bubble { Kind = "template", Header = $"{name} · {language}", Text = string.Join("\n", values) };
    }

    private Bubble? ReadInteractive(JsonObject content)
    {
        var reader = new GraphInteractiveReader();
        return reader.Read(content) ?? Fail(reader.Error!);
    }
}
