using System.Text.Json;

namespace Concierge.Channels.Waha.Inbound;

/// <summary>Tells what was sent. WAHA's messages have no type: it follows from what is there.</summary>
internal static class BodyReader
{
    private static readonly string[][] Choices =
    [
        ["message", "listResponseMessage", "singleSelectReply", "selectedRowId"],
        ["message", "buttonsResponseMessage", "selectedButtonId"],
        ["message", "templateButtonReplyMessage", "selectedId"],
    ];

    public static MessageBody Read(JsonElement payload)
    {
        JsonElement data = payload.At("_data");
        string? text = payload.Text("body");
        foreach (string[] path in Choices)
        {
            if (data.Text(path) is { Length: > 0 } choice)
            {
                return new ChoiceBody(choice, text?.Split('\n')[0] ?? string.Empty);
            }
        }

        if (payload.At("location").ValueKind == JsonValueKind.Object)
        {
            return new LocationBody(payload.Number("location", "latitude"), payload.Number("location", "longitude"))
            {
                Name = payload.Text("location", "name") ?? payload.Text("location", "description"),
                Address = payload.Text("location", "address"),
            };
        }

        ContactCard[] cards = [.. payload.Items("vCards").Select(static card => card.Text()).OfType<string>().Select(Card)];
        if (cards.Length > 0)
        {
            return new ContactsBody(cards);
        }

        if (payload.Flag("hasMedia") || payload.At("media").ValueKind == JsonValueKind.Object)
        {
            return Media(payload, data, text);
        }

        return text is null ? new UnsupportedBody(data.Text("type")) : new TextBody(text);
    }

    private static MediaBody Media(JsonElement payload, JsonElement data, string? caption)
    {
        string? type = payload.Text("media", "mimetype") ?? data.Text("mimetype");
        JsonElement message = data.At("message");
        bool voice = data.Text("type") == "ptt" || message.Flag("audioMessage", "ptt");
        bool sticker = data.Text("type") == "sticker" || message.At("stickerMessage").ValueKind == JsonValueKind.Object;
        return new MediaBody(KindOf(type, data.Text("type"), sticker), new MediaReference
        {
            Id = payload.Text("id"),
            Url = payload.Text("media", "url") ?? payload.Text("mediaUrl"),
            MimeType = type,
            FileName = payload.Text("media", "filename"),
        })
        {
            Caption = string.IsNullOrEmpty(caption) ? null : caption,
            IsVoice = voice,
        };
    }

    private static MediaKind KindOf(string? mime, string? type, bool sticker) => (mime?.Split('/')[0], type) switch
    {
        _ when sticker => MediaKind.Sticker,
        ("image", not "document") or (null, "image") => MediaKind.Image,
        ("audio", not "document") or (null, "audio" or "ptt") => MediaKind.Audio,
        ("video", not "document") or (null, "video") => MediaKind.Video,
        _ => MediaKind.Document,
    };

    private static ContactCard Card(string card)
    {
        string[] lines = card.Split('\n', StringSplitOptions.TrimEntries);
        return new ContactCard
        {
            FormattedName = Values(lines, "FN").FirstOrDefault() ?? string.Empty,
            Phones = [.. Values(lines, "TEL")],
            Emails = [.. Values(lines, "EMAIL")],
            Organization = Values(lines, "ORG").FirstOrDefault(),
            VCard = card,
        };
    }

    private static IEnumerable<string> Values(string[] lines, string name) => lines
        .Select(static line => line.Split(':', 2))
        .Where(parts => parts.Length == 2 && parts[0].Split(';')[0].Split('.')[^1].Equals(name, StringComparison.OrdinalIgnoreCase))
        .Select(static parts => parts[1].TrimEnd(';'));
}
