using System.Text.Json;
using Concierge.Channels.Http;

namespace Concierge.Channels.Waha.Inbound;

/// <summary>A vote as read.</summary>
internal sealed class VoteFields
{
    public string? Id;
    public string? From;
    public string? To;
    public string? Participant;
    public bool FromMe;
    public DateTimeOffset? Time;
    public List<string> Options = [];

    /// <summary>From the property: reads its object; null where it is none.</summary>
    public static VoteFields? Read(ref Utf8JsonReader reader)
    {
        if (!JsonText.TryEnterObject(ref reader))
        {
            return null;
        }

        var vote = new VoteFields();
        while (JsonText.NextProperty(ref reader))
        {
            vote.ReadMember(ref reader);
        }

        return vote;
    }

    private void ReadMember(ref Utf8JsonReader reader)
    {
        if (JsonText.NameIs(ref reader, "id"u8))
        {
            Id = JsonText.ReadText(ref reader);
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
            Participant = JsonText.ReadText(ref reader);
        }
        else if (JsonText.NameIs(ref reader, "fromMe"u8))
        {
            FromMe = JsonText.ReadBoolean(ref reader);
        }
        else if (JsonText.NameIs(ref reader, "timestamp"u8))
        {
            Time = PayloadFields.ReadTime(ref reader);
        }
        else if (JsonText.NameIs(ref reader, "selectedOptions"u8))
        {
            ContentReader.ReadTexts(ref reader, Options);
        }
        else
        {
            JsonText.SkipValue(ref reader);
        }
    }
}
