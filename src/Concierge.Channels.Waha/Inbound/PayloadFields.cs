using System.Text.Json;
using Concierge.Channels.Http;

namespace Concierge.Channels.Waha.Inbound;

/// <summary>One payload, or a message inside one, as read in one pass, before it is known which event it belongs to.</summary>
internal sealed class PayloadFields
{
    public string? Id;
    public string? From;
    public string? To;
    public string? Participant;
    public string? Source;
    public string? Body;
    public string? QuotedId;
    public string? Ack;
    public string? AckName;
    public string? EditedId;
    public string? RevokedId;
    public string? ReactionTarget;
    public string? Reaction;
    public string? PollId;

    /// <summary>The word for what happened in events that are no message: a session's status, a change of a group.</summary>
    public string? Word;

    public bool? FromMe;
    public bool HasMedia;
    public DateTimeOffset? Time;
    public LocationBody? Location;
    public MediaReference? Media;
    public List<string> VCards = [];
    public VoteFields? Vote;
    public EngineData Engine = new();

    /// <summary>The message that a revocation leaves, or else the one that it took away.</summary>
    public PayloadFields? Stub;

    /// <summary>From a property: reads its object; null where it is none.</summary>
    public static PayloadFields? Read(ref Utf8JsonReader reader) => Read(ref reader, isWhole: true);

    /// <summary>From a property: unix time in seconds or milliseconds, told apart by size, as different engines write it.</summary>
    public static DateTimeOffset? ReadTime(ref Utf8JsonReader reader) => JsonText.ReadDouble(ref reader) switch
    {
        > 0 and < 100_000_000_000 and { } seconds => DateTimeOffset.FromUnixTimeMilliseconds((long)(seconds * 1000)),
        >= 100_000_000_000 and < 253_402_300_799_000 and { } milliseconds => DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds),
        _ => null,
    };

    private static PayloadFields? Read(ref Utf8JsonReader reader, bool isWhole)
    {
        if (!JsonText.TryEnterObject(ref reader))
        {
            return null;
        }

        var fields = new PayloadFields();
        while (JsonText.NextProperty(ref reader))
        {
            if (!fields.TryReadHead(ref reader) && !fields.TryReadContent(ref reader) && !fields.TryReadChange(ref reader) && !(isWhole && fields.TryReadStub(ref reader)))
            {
                JsonText.SkipValue(ref reader);
            }
        }

        return fields;
    }

    private bool TryReadHead(ref Utf8JsonReader reader)
    {
        if (JsonText.NameIs(ref reader, "id"u8))
        {
            Id = JsonText.ReadText(ref reader);
        }
        else if (JsonText.NameIs(ref reader, "timestamp"u8))
        {
            Time = ReadTime(ref reader);
        }
        else if (JsonText.NameIs(ref reader, "from"u8))
        {
            From = JsonText.ReadText(ref reader);
        }
        else if (JsonText.NameIs(ref reader, "to"u8))
        {
            To = JsonText.ReadText(ref reader);
        }
        else if (JsonText.NameIs(ref reader, "participant"u8))
        {
            Participant = JsonText.ReadText(ref reader) ?? Participant;
        }
        else if (JsonText.NameIs(ref reader, "author"u8))
        {
            string? author = JsonText.ReadText(ref reader);
            Participant ??= author;
        }
        else if (JsonText.NameIs(ref reader, "fromMe"u8))
        {
            FromMe = ReadFlag(ref reader);
        }
        else if (JsonText.NameIs(ref reader, "source"u8))
        {
            Source = JsonText.ReadText(ref reader);
        }
        else
        {
            return false;
        }

        return true;
    }

    private bool TryReadContent(ref Utf8JsonReader reader)
    {
        if (JsonText.NameIs(ref reader, "body"u8))
        {
            Body = JsonText.ReadText(ref reader);
        }
        else if (JsonText.NameIs(ref reader, "hasMedia"u8))
        {
            HasMedia = JsonText.ReadBoolean(ref reader);
        }
        else if (JsonText.NameIs(ref reader, "media"u8))
        {
            Media = ContentReader.ReadMedia(ref reader) ?? Media;
        }
        else if (JsonText.NameIs(ref reader, "mediaUrl"u8))
        {
            string? url = JsonText.ReadText(ref reader);
            Media ??= url is null ? null : new MediaReference { Url = url };
        }
        else if (JsonText.NameIs(ref reader, "location"u8))
        {
            Location = ContentReader.ReadLocation(ref reader);
        }
        else if (JsonText.NameIs(ref reader, "vCards"u8))
        {
            ContentReader.ReadTexts(ref reader, VCards);
        }
        else if (JsonText.NameIs(ref reader, "replyTo"u8))
        {
            QuotedId = ContentReader.ReadMember(ref reader, "id"u8);
        }
        else if (JsonText.NameIs(ref reader, "_data"u8))
        {
            Engine.Read(ref reader);
        }
        else
        {
            return false;
        }

        return true;
    }

    private bool TryReadChange(ref Utf8JsonReader reader)
    {
        if (JsonText.NameIs(ref reader, "ack"u8))
        {
            Ack = JsonText.ReadText(ref reader);
        }
        else if (JsonText.NameIs(ref reader, "ackName"u8))
        {
            AckName = JsonText.ReadText(ref reader);
        }
        else if (JsonText.NameIs(ref reader, "editedMessageId"u8))
        {
            EditedId = JsonText.ReadText(ref reader);
        }
        else if (JsonText.NameIs(ref reader, "revokedMessageId"u8))
        {
            RevokedId = JsonText.ReadText(ref reader);
        }
        else if (JsonText.NameIs(ref reader, "reaction"u8))
        {
            (ReactionTarget, Reaction) = ContentReader.ReadReaction(ref reader);
        }
        else if (JsonText.NameIs(ref reader, "poll"u8))
        {
            PollId = ContentReader.ReadMember(ref reader, "id"u8);
        }
        else if (JsonText.NameIs(ref reader, "vote"u8))
        {
            Vote = VoteFields.Read(ref reader);
        }
        else if (JsonText.NameIs(ref reader, "status"u8) || JsonText.NameIs(ref reader, "type"u8))
        {
            Word = JsonText.ReadText(ref reader);
        }
        else if (JsonText.NameIs(ref reader, "eventResponse"u8))
        {
            Word = ContentReader.ReadMember(ref reader, "response"u8);
        }
        else
        {
            return false;
        }

        return true;
    }

    private bool TryReadStub(ref Utf8JsonReader reader)
    {
        if (JsonText.NameIs(ref reader, "after"u8))
        {
            Stub = Read(ref reader, isWhole: false) ?? Stub;
        }
        else if (JsonText.NameIs(ref reader, "before"u8))
        {
            PayloadFields? before = Read(ref reader, isWhole: false);
            Stub ??= before;
        }
        else
        {
            return false;
        }

        return true;
    }

    // Absent and unreadable are not the same as no: then the id or the event tells.
    private static bool? ReadFlag(ref Utf8JsonReader reader)
    {
        reader.Read();
        bool? value = reader.TokenType switch
        {
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            _ => null,
        };
        reader.Skip();
        return value;
    }
}
