namespace Concierge.Channels.Meta.Inbound;

/// <summary>Makes events from messages and echoes.</summary>
internal static class MessageEvents
{
    /// <summary>What a person sent; null without a type.</summary>
    public static MessageReceived? Message(in MessageFields fields, in ChangeHeader header, ReadOnlyMemory<byte> raw) => fields.Body is null
        ? null
        : new MessageReceived
        {
            Id = fields.Id,
            Raw = raw,
            AccountId = header.AccountId,
            OccurredAt = fields.OccurredAt,
            Sender = People.Identify(fields.From, fields.FromUserId, fields.FromParentUserId, header.Profiles),
            Group = People.Group(fields.GroupId),
            Body = fields.Body,
            Context = fields.Context,
            Referral = fields.Referral,
        };

    /// <summary>What a colleague sent from the WhatsApp Business app; null without a type.</summary>
    public static HandoffReceived? Echo(in MessageFields fields, in ChangeHeader header, ReadOnlyMemory<byte> raw) => fields.Body is null
        ? null
        : new HandoffReceived
        {
            Id = fields.Id,
            Raw = raw,
            AccountId = header.AccountId,
            OccurredAt = fields.OccurredAt,
            Kind = HandoffKind.HumanMessage,
            Contact = People.Identify(
                People.OtherSide(fields.To, fields.ToUserId is null ? fields.From : null, header.OwnNumber),
                fields.ToUserId,
                fields.ToParentUserId,
                header.Profiles),
            Body = fields.Body,
        };
}
