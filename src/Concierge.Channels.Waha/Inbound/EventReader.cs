namespace Concierge.Channels.Waha.Inbound;

/// <summary>Makes events from one envelope; at least one.</summary>
internal static class EventReader
{
    public static IEnumerable<ChannelEvent> Read(Envelope envelope)
    {
        if (string.IsNullOrEmpty(envelope.Event) || envelope.Payload is not { } fields)
        {
            return [new UnknownEvent { Reason = "The envelope has no event or no payload.", OccurredAt = envelope.Time }];
        }

        DateTimeOffset? occurredAt = fields.Time ?? fields.Stub?.Time ?? fields.Vote?.Time ?? envelope.Time;
        return Events(envelope.Event, fields).Select(channelEvent => channelEvent with { OccurredAt = occurredAt });
    }

    private static IReadOnlyList<ChannelEvent> Events(string name, PayloadFields fields) => name switch
    {
        "message" => [MessageEvents.Created(fields, fields.FromMe ?? false)],
        "message.any" => [MessageEvents.Created(fields, MessageEvents.IsOwn(fields))],
        "message.reaction" => [MessageEvents.Reaction(fields)],
        "message.edited" => [MessageEvents.Edited(fields)],
        "message.revoked" => [MessageEvents.Revoked(fields)],
        "message.ack" or "message.ack.group" => [ReceiptReader.Read(fields)],
        "poll.vote" => VoteReader.Read(fields),
        "call.received" or "call.accepted" or "call.rejected" => [Call(name, fields)],
        "session.status" => [new AccountNotice { Topic = name, Event = fields.Word, Summary = SessionStatus.Describe(fields.Word) }],
        _ when IsNotice(name) => [new AccountNotice { Topic = name, Event = fields.Word }],
        _ => [new UnknownEvent { Reason = "The event is not known." }],
    };

    // What waits to be decrypted comes again as a message, under the same id.
    private static bool IsNotice(string name) => name is "message.waiting" or "presence.update" or "chat.archive" or "engine.event" or "state.change" or "poll.vote.failed"
        or "event.response" or "event.response.failed"
        || name.StartsWith("group.", StringComparison.Ordinal) || name.StartsWith("label.", StringComparison.Ordinal);

    private static ChannelEvent Call(string name, PayloadFields fields) => People.Address(fields.From) is null
        ? new AccountNotice { Topic = name }
        : new MessageReceived
        {
            // One call gives up to three events; each is its own message.
            Id = fields.Id is { Length: > 0 } id ? $"{name}:{id}" : null,
            Sender = People.Sender(fields.From, inGroup: false, fields.Engine),
            Body = new CallBody(name["call.".Length..]),
        };
}
