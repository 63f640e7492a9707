namespace Concierge.Channels.Waha.Inbound;

/// <summary>Makes events from messages and from what happens to them.</summary>
internal static class MessageEvents
{
    /// <summary>Whether our own number wrote it; where the payload does not say, the id does.</summary>
    public static bool IsOwn(PayloadFields fields) => fields.FromMe ?? MessageKey.Parse(fields.Id) is { FromMe: true };

    public static ChannelEvent Created(PayloadFields fields, bool isOwn)
    {
        MessageBody body = BodyReader.Read(fields);
        return fields.Engine.IsSystem && body is UnsupportedBody or TextBody { Text.Length: 0 }
            ? new AccountNotice { Topic = "message.system", Event = fields.Engine.Type }
            : Message(fields, isOwn, body, fields.Id, BareOf(fields.Id));
    }

    public static ChannelEvent Reaction(PayloadFields fields) => fields.ReactionTarget is { Length: > 0 } target
        ? Message(fields, IsOwn(fields), new ReactionBody(MessageKey.Known(target), string.IsNullOrEmpty(fields.Reaction) ? null : fields.Reaction), fields.Id, BareOf(fields.Id))
        : new UnknownEvent { Reason = "The reaction names no message." };

    public static ChannelEvent Edited(PayloadFields fields)
    {
        string? target = string.IsNullOrEmpty(fields.EditedId) ? fields.Id : fields.EditedId;
        if (string.IsNullOrEmpty(target))
        {
            return new UnknownEvent { Reason = "The edit names no message." };
        }

        // One engine gives edits the id of the message itself: then only the content tells two of them apart.
        bool isOriginal = fields.Id is null || MessageKey.BareOf(fields.Id) == MessageKey.BareOf(target);
        var body = new EditBody(InChatOf(fields.Id, target), BodyReader.Read(fields));
        return Message(fields, IsOwn(fields), body, isOriginal ? null : fields.Id, isOriginal ? null : BareOf(fields.Id));
    }

    public static ChannelEvent Revoked(PayloadFields fields)
    {
        string? target = string.IsNullOrEmpty(fields.RevokedId) ? fields.Stub?.Id : fields.RevokedId;
        if (string.IsNullOrEmpty(target) || fields.Stub is not { } stub)
        {
            return new UnknownEvent { Reason = "The revocation names no message or no chat." };
        }

        // The stub may have the id of the message itself, which was received under it.
        return Message(stub, IsOwn(stub), new RevokeBody(InChatOf(stub.Id, target)), stub.Id, $"revoked:{MessageKey.BareOf(target)}");
    }

    private static ChannelEvent Message(PayloadFields fields, bool isOwn, MessageBody body, string? id, string? deduplicationId)
    {
        MessageKey? key = MessageKey.Parse(fields.Id);
        string? chat = key?.Chat ?? (isOwn ? fields.To ?? fields.From : fields.From);
        if (isOwn)
        {
            return Own(fields, chat, body, id, deduplicationId);
        }

        if (chat is not null && (chat.EndsWith("@broadcast", StringComparison.Ordinal) || chat.EndsWith("@newsletter", StringComparison.Ordinal)))
        {
            return new AccountNotice { Topic = "message.broadcast", Event = body.Kind };
        }

        ContactAddress? group = People.Group(chat);
        string? sender = group is null ? fields.From ?? chat : fields.Participant ?? key?.Participant;
        return new MessageReceived
        {
            Id = id,
            DeduplicationId = deduplicationId,
            Sender = People.Sender(sender, group is not null, fields.Engine),
            Group = group,
            Body = body,
            Context = Context(fields),
        };
    }

    // Written on the phone: a colleague. Sent through the API: our own echo, kept as news so that nothing is lost.
    private static ChannelEvent Own(PayloadFields fields, string? chat, MessageBody body, string? id, string? deduplicationId) => fields.Source == "app"
        ? new HandoffReceived { Id = id, DeduplicationId = deduplicationId, Kind = HandoffKind.HumanMessage, Contact = People.Chat(chat, fields.Engine), Body = body }
        : new AccountNotice { Topic = "message.own", Event = body.Kind };

    private static MessageContext? Context(PayloadFields fields) => string.IsNullOrEmpty(fields.QuotedId) && !fields.Engine.IsForwarded
        ? null
        : new MessageContext { QuotedMessageId = string.IsNullOrEmpty(fields.QuotedId) ? null : MessageKey.Known(fields.QuotedId), IsForwarded = fields.Engine.IsForwarded };

    // One message may come under a chat of either spelling, number or hidden id; the bare id stays.
    private static string? BareOf(string? id) => MessageKey.Parse(id)?.Bare;

    // Edits and revocations give the bare id; the message was received under its whole one.
    private static string InChatOf(string? sibling, string target) => MessageKey.Parse(sibling) is { } key && MessageKey.Parse(target) is null
        ? MessageKey.Known((key with { Bare = target }).ToString())
        : MessageKey.Known(target);
}
