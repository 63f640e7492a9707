using System.Text.Json;
using Concierge.Channels.Http;

namespace Concierge.Channels.Meta.Inbound;

/// <summary>
/// What the elements of a change need to know of the whole: which field it is, whose number, and who the people are. Read
/// before the elements, because JSON members have no order and Meta writes <c>field</c> last.
/// </summary>
internal struct ChangeHeader
{
    private static readonly Profiles NoProfiles = new();
    private static readonly string[] MessageFields = ["messages", "calls", "smb_message_echoes"];

    public ChangeHeader() => Profiles = NoProfiles;

    /// <summary>The change's field, or null where the payload has none.</summary>
    public string? Field { get; private set; }

    /// <summary><c>phone_number_id</c>, or null.</summary>
    public string? AccountId { get; private set; }

    /// <summary>Our number as it is displayed, or null.</summary>
    public string? OwnNumber { get; private set; }

    /// <summary>The people in it.</summary>
    public Profiles Profiles { get; private set; }

    /// <summary>Whether it may hold messages, receipts, calls or echoes.</summary>
    public readonly bool HoldsMessages => Field is null || Array.IndexOf(MessageFields, Field) >= 0;

    /// <summary>Reads the header of a change; the reader is at the change's first token and is not moved.</summary>
    /// <param name="reader">Reads the change.</param>
    /// <param name="ownAccountId">The account's own id.</param>
    /// <param name="holdsMessages">The field is known to be <c>messages</c>: nothing has to be looked for behind the elements.</param>
    public static ChangeHeader Read(Utf8JsonReader reader, string? ownAccountId, bool holdsMessages)
    {
        var header = new ChangeHeader { Field = holdsMessages ? MessageFields[0] : null };
        try
        {
            header.ReadChange(ref reader, ownAccountId);
        }
        catch (JsonException)
        {
            // The reading of the elements meets the same fault and reports it; until there this header serves.
        }

        return header;
    }

    private void ReadChange(ref Utf8JsonReader reader, string? ownAccountId)
    {
        bool isFieldKnown = Field is not null;
        while (JsonText.NextProperty(ref reader))
        {
            if (JsonText.NameIs(ref reader, "field"u8))
            {
                Field = ReadField(ref reader);
            }
            else if (!JsonText.NameIs(ref reader, "value"u8))
            {
                JsonText.SkipValue(ref reader);
            }
            else if (JsonText.TryEnterObject(ref reader) && ReadValue(ref reader, ownAccountId, isFieldKnown))
            {
                return;
            }
        }
    }

    /// <summary>True when everything is known: Meta writes the elements last, and to pass over them costs as much as to read them.</summary>
    private bool ReadValue(ref Utf8JsonReader reader, string? ownAccountId, bool isFieldKnown)
    {
        bool hasMetadata = false;
        while (JsonText.NextProperty(ref reader))
        {
            if (JsonText.NameIs(ref reader, "metadata"u8))
            {
                ReadMetadata(ref reader, ownAccountId);
                hasMetadata = true;
            }
            else if (JsonText.NameIs(ref reader, "contacts"u8))
            {
                Profiles = new Profiles();
                reader.Read();
                Profiles.Read(ref reader);
            }
            else if (isFieldKnown && hasMetadata && Profiles != NoProfiles && JsonText.NameIs(ref reader, "messages"u8))
            {
                return true;
            }
            else
            {
                JsonText.SkipValue(ref reader);
            }
        }

        return false;
    }

    private void ReadMetadata(ref Utf8JsonReader reader, string? ownAccountId)
    {
        if (!JsonText.TryEnterObject(ref reader))
        {
            return;
        }

        while (JsonText.NextProperty(ref reader))
        {
            if (JsonText.NameIs(ref reader, "phone_number_id"u8))
            {
                AccountId = JsonText.ReadText(ref reader, ownAccountId);
            }
            else if (JsonText.NameIs(ref reader, "display_phone_number"u8))
            {
                OwnNumber = JsonText.ReadText(ref reader);
            }
            else
            {
                JsonText.SkipValue(ref reader);
            }
        }
    }

    private static string? ReadField(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped)
        {
            foreach (string field in MessageFields)
            {
                if (reader.ValueTextEquals(field))
                {
                    return field;
                }
            }
        }

        return JsonText.TakeText(ref reader);
    }
}
