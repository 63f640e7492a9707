using System.Text.Json;
using Concierge.Channels.Http;

namespace Concierge.Channels.Meta.Inbound;

/// <summary>
/// Reads an element of <c>calls</c>. All events of a call carry the call's id; the body's event tells them apart. The
/// sender is the person, whoever called.
/// </summary>
internal static class CallReader
{
    public static MessageReceived Read(ref Utf8JsonReader reader, in ChangeHeader header, ReadOnlyMemory<byte> body, int start)
    {
        string? id = null, from = null, fromUserId = null, to = null, toUserId = null, callEvent = null, direction = null, status = null;
        DateTimeOffset? occurredAt = null;
        int? duration = null;
        while (JsonText.NextProperty(ref reader))
        {
            if (JsonText.NameIs(ref reader, "id"u8))
            {
                id = JsonText.ReadText(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "from"u8))
            {
                from = JsonText.ReadText(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "to"u8))
            {
                to = JsonText.ReadText(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "from_user_id"u8))
            {
                fromUserId = JsonText.ReadText(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "to_user_id"u8))
            {
                toUserId = JsonText.ReadText(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "event"u8))
            {
                callEvent = JsonText.ReadText(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "direction"u8))
            {
                direction = JsonText.ReadText(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "status"u8))
            {
                status = JsonText.ReadText(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "duration"u8))
            {
                duration = JsonText.ReadInteger(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "timestamp"u8))
            {
                occurredAt = JsonText.ReadUnixSeconds(ref reader);
            }
            else
            {
                JsonText.SkipValue(ref reader);
            }
        }

        bool weCalled = direction == "BUSINESS_INITIATED";
        string? person = weCalled ? People.OtherSide(to, from, header.OwnNumber) : People.OtherSide(from, to, header.OwnNumber);
        return new MessageReceived
        {
            Id = id,
            Raw = body[start..(int)reader.BytesConsumed],
            AccountId = header.AccountId,
            OccurredAt = occurredAt,
            Sender = People.Identify(person, weCalled ? toUserId : fromUserId, null, header.Profiles),
            Body = new CallBody(callEvent ?? string.Empty) { Status = status, DurationSeconds = duration },
        };
    }
}
