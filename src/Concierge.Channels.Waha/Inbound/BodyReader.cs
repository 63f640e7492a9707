namespace Concierge.Channels.Waha.Inbound;

/// <summary>Tells what was sent. WAHA's messages have no type: it follows from what is there.</summary>
internal static class BodyReader
{
    public static MessageBody Read(PayloadFields fields)
    {
        EngineData engine = fields.Engine;
        if (engine.ChoiceId is { } choice)
        {
            // A row's description follows its title on a line of its own.
            return new ChoiceBody(choice, fields.Body?.Split('\n')[0] ?? string.Empty);
        }

        if (fields.Location is { } location)
        {
            return location;
        }

        if (fields.VCards.Count > 0)
        {
            return new ContactsBody([.. fields.VCards.Select(Card)]);
        }

        if (fields.HasMedia || fields.Media is not null)
        {
            return Media(fields, engine);
        }

        return fields.Body is null ? new UnsupportedBody(engine.Type) : new TextBody(fields.Body);
    }

    private static MediaBody Media(PayloadFields fields, EngineData engine)
    {
        MediaReference media = fields.Media ?? new MediaReference();
        string? type = media.MimeType ?? engine.MimeType;
        return new MediaBody(KindOf(type, engine), media with { Id = fields.Id, MimeType = type })
        {
            Caption = string.IsNullOrEmpty(fields.Body) ? null : fields.Body,
            IsVoice = engine.IsVoice,
        };
    }

    private static MediaKind KindOf(string? mime, EngineData engine) => (mime?.Split('/')[0], engine.Type) switch
    {
        _ when engine.IsSticker => MediaKind.Sticker,
        _ when engine.IsVoice => MediaKind.Audio,
        ("image", not "document") or (null, "image") => MediaKind.Image,
        ("audio", not "document") or (null, "audio") => MediaKind.Audio,
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
