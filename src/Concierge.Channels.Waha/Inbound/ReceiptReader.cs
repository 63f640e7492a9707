namespace Concierge.Channels.Waha.Inbound;

/// <summary>Makes a receipt from an ack. Acks are matched by the bare id, the one part that every engine spells alike.</summary>
internal static class ReceiptReader
{
    public static ChannelEvent Read(PayloadFields fields)
    {
        if (fields.Id is not { Length: > 0 } id)
        {
            return new UnknownEvent { Reason = "The ack names no message." };
        }

        MessageKey? key = MessageKey.Parse(id);
        if (!(key?.FromMe ?? fields.FromMe ?? true))
        {
            return new AccountNotice { Topic = "message.ack", Event = fields.AckName };
        }

        string? chat = key?.Chat ?? fields.To ?? fields.From;
        string raw = fields.AckName ?? fields.Ack ?? string.Empty;
        DeliveryStatus? status = Status(fields.Ack, raw);
        return new ReceiptReceived
        {
            MessageId = key?.Bare ?? id,
            RawStatus = raw,
            Status = status,
            Recipient = People.Chat(chat, fields.Engine),
            Group = People.Group(chat),
            Participant = People.Address(fields.Participant ?? key?.Participant),
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
