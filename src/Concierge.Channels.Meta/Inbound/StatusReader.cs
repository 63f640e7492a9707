using System.Text.Json;
using Concierge.Channels.Http;
using Concierge.Channels.Meta.Outbound;

namespace Concierge.Channels.Meta.Inbound;

/// <summary>
/// Reads an element of <c>statuses</c>. A status of a call (<c>RINGING</c>, <c>ACCEPTED</c>…) is a receipt too, with
/// no <see cref="DeliveryStatus"/>: it is news about something that we started, and nobody's message.
/// </summary>
internal static class StatusReader
{
    private static readonly string[] Words = ["sent", "delivered", "read", "played", "failed"];

    public static ReceiptReceived Read(ref Utf8JsonReader reader, in ChangeHeader header, ReadOnlyMemory<byte> body, int start)
    {
        Fields fields = default;
        while (JsonText.NextProperty(ref reader))
        {
            ReadMember(ref reader, ref fields);
        }

        bool isGroup = fields.RecipientType == "group";
        ContactAddress? group = isGroup ? People.Group(fields.RecipientId) : null;
        DeliveryStatus? status = Status(fields.Status);
        return new ReceiptReceived
        {
            Raw = body[start..(int)reader.BytesConsumed],
            AccountId = header.AccountId,
            OccurredAt = fields.OccurredAt,
            MessageId = fields.Id,
            RawStatus = fields.Status ?? string.Empty,
            Status = status,
            AttemptId = fields.AttemptId,
            Recipient = group is null
                ? People.Identify(fields.RecipientId, fields.UserId, fields.ParentUserId, header.Profiles)
                : new ContactIdentity { Addresses = [group] },
            Group = group,
            Participant = People.Address(fields.ParticipantId) ?? People.Address(fields.ParticipantUserId),
            ErrorCode = fields.Errors.Code,
            ErrorDetail = fields.Errors.Detail,
            Reason = status == DeliveryStatus.Failed ? ErrorTable.ReasonOf(fields.Errors.Code) : null,
        };
    }

    private static void ReadMember(ref Utf8JsonReader reader, ref Fields fields)
    {
        if (JsonText.NameIs(ref reader, "id"u8))
        {
            fields.Id = JsonText.ReadText(ref reader);
        }
        else if (JsonText.NameIs(ref reader, "status"u8))
        {
            fields.Status = ReadStatus(ref reader);
        }
        else if (JsonText.NameIs(ref reader, "timestamp"u8))
        {
            fields.OccurredAt = JsonText.ReadUnixSeconds(ref reader);
        }
        else if (JsonText.NameIs(ref reader, "recipient_id"u8))
        {
            fields.RecipientId = JsonText.ReadText(ref reader);
        }
        else if (JsonText.NameIs(ref reader, "biz_opaque_callback_data"u8))
        {
            fields.AttemptId = JsonText.ReadText(ref reader);
        }
        else if (JsonText.NameIs(ref reader, "errors"u8))
        {
            fields.Errors = ProviderErrors.ReadValue(ref reader);
        }
        else
        {
            ReadRareMember(ref reader, ref fields);
        }
    }

    private static void ReadRareMember(ref Utf8JsonReader reader, ref Fields fields)
    {
        if (JsonText.NameIs(ref reader, "recipient_type"u8))
        {
            fields.RecipientType = JsonText.ReadText(ref reader);
        }
        else if (JsonText.NameIs(ref reader, "recipient_user_id"u8))
        {
            fields.UserId = JsonText.ReadText(ref reader);
        }
        else if (JsonText.NameIs(ref reader, "parent_recipient_user_id"u8) || JsonText.NameIs(ref reader, "recipient_parent_user_id"u8))
        {
            fields.ParentUserId = JsonText.ReadText(ref reader);
        }
        else if (JsonText.NameIs(ref reader, "recipient_participant_id"u8))
        {
            fields.ParticipantId = JsonText.ReadText(ref reader);
        }
        else if (JsonText.NameIs(ref reader, "recipient_participant_user_id"u8))
        {
            fields.ParticipantUserId = JsonText.ReadText(ref reader);
        }
        else
        {
            JsonText.SkipValue(ref reader);
        }
    }

    private static string? ReadStatus(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped)
        {
            foreach (string word in Words)
            {
                if (reader.ValueTextEquals(word))
                {
                    return word;
                }
            }
        }

        return JsonText.TakeText(ref reader);
    }

    private static DeliveryStatus? Status(string? word) => word switch
    {
        "sent" => DeliveryStatus.Sent,
        "delivered" => DeliveryStatus.Delivered,
        "read" => DeliveryStatus.Read,
        "played" => DeliveryStatus.Played,
        "failed" => DeliveryStatus.Failed,
        _ => null,
    };

    private struct Fields
    {
        public string? Id;
        public string? Status;
        public string? RecipientId;
        public string? RecipientType;
        public string? UserId;
        public string? ParentUserId;
        public string? ParticipantId;
        public string? ParticipantUserId;
        public string? AttemptId;
        public DateTimeOffset? OccurredAt;
        public ProviderErrors Errors;
    }
}
