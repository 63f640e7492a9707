namespace Concierge.Channels.Chatwoot.Inbound;

/// <summary>Makes an event from <c>message_updated</c>: an answered question, a deleted message, a failure, or news.</summary>
internal static class UpdateEvents
{
    public static ChannelEvent Read(in PayloadFields fields, People people, ReadOnlyMemory<byte> raw)
    {
        if (fields.Id is null || fields.IsPrivate)
        {
            return PayloadReader.Notice("message_updated", in fields, raw);
        }

        bool isIncoming = fields.MessageType is "incoming" or "0";
        if (isIncoming)
        {
            return fields.Attributes.IsDeleted
                ? Message(in fields, people, raw, "deleted", new RevokeBody(fields.Id))
                : PayloadReader.Notice("message_updated", in fields, raw);
        }

        MessageBody? answer = fields.Attributes.Submitted
            ?? (string.IsNullOrEmpty(fields.Attributes.SubmittedEmail) ? null : new TextBody(fields.Attributes.SubmittedEmail));
        if (answer is not null)
        {
            return Message(in fields, people, raw, "submitted", answer);
        }

        return fields.Attributes.ExternalError is { Length: > 0 } error
            ? Failure(in fields, people, raw, error)
            : PayloadReader.Notice("message_updated", in fields, raw);
    }

    // The time in the payload is that of the message, not of the change: the change has none.
    private static MessageReceived Message(in PayloadFields fields, People people, ReadOnlyMemory<byte> raw, string suffix, MessageBody body) => new()
    {
        Id = $"{fields.Id}:{suffix}",
        Raw = raw,
        AccountId = fields.AccountId,
        Sender = people.Contact(in fields, default),

        // Somebody who takes back an old message does not write there.
        ReplyTo = body is RevokeBody ? null : people.Place(in fields),
        Body = body,
        Context = body is RevokeBody ? null : new MessageContext { QuotedMessageId = fields.Id },
    };

    private static ReceiptReceived Failure(in PayloadFields fields, People people, ReadOnlyMemory<byte> raw, string error) => new()
    {
        MessageId = fields.Id,
        AttemptId = fields.Attributes.AttemptId,
        Raw = raw,
        AccountId = fields.AccountId,
        RawStatus = "failed",
        Status = DeliveryStatus.Failed,
        Recipient = people.Contact(in fields, default),
        ErrorDetail = error,
        Reason = RejectReason.Other,
    };
}
