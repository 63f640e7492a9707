using System.Text.Json;
using Concierge.Channels.Http;

namespace Concierge.Channels.Waha.Inbound;

/// <summary>What stands around a payload. Members have no order, and older servers leave some out.</summary>
internal readonly record struct Envelope(string? Event, string? Session, DateTimeOffset? Time, PayloadFields? Payload)
{
    /// <summary>Reads everything; an envelope without members where the JSON is no object.</summary>
    /// <exception cref="JsonException">The JSON is broken, or something follows it.</exception>
    public static Envelope Read(ref Utf8JsonReader reader)
    {
        Envelope envelope = default;
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
        }
        else
        {
            while (JsonText.NextProperty(ref reader))
            {
                envelope = envelope.WithMember(ref reader);
            }
        }

        // Reports what follows.
        reader.Read();
        return envelope;
    }

    private Envelope WithMember(ref Utf8JsonReader reader)
    {
        if (JsonText.NameIs(ref reader, "event"u8))
        {
            return this with { Event = JsonText.ReadText(ref reader) };
        }

        if (JsonText.NameIs(ref reader, "session"u8))
        {
            return this with { Session = JsonText.ReadText(ref reader) };
        }

        if (JsonText.NameIs(ref reader, "timestamp"u8))
        {
            return this with { Time = PayloadFields.ReadTime(ref reader) };
        }

        if (JsonText.NameIs(ref reader, "payload"u8))
        {
            return this with { Payload = PayloadFields.Read(ref reader) };
        }

        JsonText.SkipValue(ref reader);
        return this;
    }
}
