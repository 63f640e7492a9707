using System.Text.Json;

namespace Concierge.Channels.Waha.Inbound;

/// <summary>Reads an ack. Acks are matched by the bare id, the one part that every engine spells alike.</summary>
internal static class ReceiptReader
{
    public static ChannelEvent Read(JsonElement payload)
    {
        if (payload.Text("id") is not { Length: > 0 } id)
        {
            return new UnknownEvent { Reason = "The ack names no message." };
        }

        MessageKey? key = MessageKey.Parse(id);
        if (key is { FromMe: false } || (key is null && payload.At("fromMe").ValueKind == JsonValueKind.False))
        {
            return new AccountNotice { Topic = "message.ack", Event = payload.Text("ackName") };
        }

        string? chat = key?.Chat ?? payload.Text("to") ?? payload.Text("from");
        string raw = payload.Text("ackName") ?? payload.Text("ack") ?? string.Empty;
        DeliveryStatus? status = Status(payload.Text("ack"), raw);
        return new ReceiptReceived
        {
            MessageId = key?.Bare ?? id,
            RawStatus = raw,
            Status = status,
            Recipient = People.Identify(chat, default, named: false),
            Group = People.Group(chat),
            Participant = People.Address(payload.Text("participant") ?? key?.Participant),
            Reason = status == DeliveryStatus.Failed ? RejectReason.Other : null,
        };
    }

    private static DeliveryStatus? Status(string? ack, string name) => (ack, name) switch
    {
        ("-1", _) or (null, "ERROR") => DeliveryStatus.Failed,
        ("0", _) or (null, "PENDING") => DeliveryStatus.Accepted,
        ("1", _) or (null, "SERVER") => DeliveryStatus.Sent,
        ("2", _) or (null, "DEVICE") => DeliveryStatus.Delivered,
        ("3", _) or (null, "READ") => DeliveryStatus.Read,
        ("4", _) or (null, "PLAYED") => DeliveryStatus.Played,
        _ => null,
    };
}
