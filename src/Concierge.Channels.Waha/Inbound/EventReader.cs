using System.Text.Json;

namespace Concierge.Channels.Waha.Inbound;

/// <summary>Reads one envelope; gives at least one event.</summary>
internal static class EventReader
{
    public static IReadOnlyList<ChannelEvent> Read(JsonElement envelope)
    {
        string? name = envelope.Text("event");
        JsonElement payload = envelope.At("payload");
        if (string.IsNullOrEmpty(name) || payload.ValueKind != JsonValueKind.Object)
        {
            return [new UnknownEvent { Reason = "The envelope has no event or no payload.", OccurredAt = envelope.Time("timestamp") }];
        }

        DateTimeOffset? occurredAt = payload.Time("timestamp") ?? payload.Time("vote", "timestamp") ?? envelope.Time("timestamp");
        return [.. Events(name, payload).Select(channelEvent => channelEvent with { OccurredAt = occurredAt })];
    }

    private static IReadOnlyList<ChannelEvent> Events(string name, JsonElement payload) => name switch
    {
        "message" or "message.any" => [Message(payload, BodyReader.Read(payload))],
        "message.waiting" => [Message(payload, new UnsupportedBody("waiting"))],
        "message.reaction" => [Reaction(payload)],
        "message.edited" => [Edited(payload)],
        "message.revoked" => [Revoked(payload)],
        "message.ack" or "message.ack.group" => [ReceiptReader.Read(payload)],
        "poll.vote" => VoteReader.Read(payload),
        "call.received" or "call.accepted" or "call.rejected" => [Call(name, payload)],
        "session.status" => [new AccountNotice { Topic = name, Event = payload.Text("status") }],
        "group.v2.participants" => [new AccountNotice { Topic = name, Event = payload.Text("type") }],
        "event.response" or "event.response.failed" => [new AccountNotice { Topic = name, Event = payload.Text("eventResponse", "response") }],
        _ when IsNotice(name) => [new AccountNotice { Topic = name }],
        _ => [new UnknownEvent { Reason = "The event is not known." }],
    };

    private static bool IsNotice(string name) => name is "presence.update" or "chat.archive" or "engine.event" or "state.change" or "poll.vote.failed"
        || name.StartsWith("group.", StringComparison.Ordinal) || name.StartsWith("label.", StringComparison.Ordinal);

    private static ChannelEvent Message(JsonElement payload, MessageBody body)
    {
        string? id = payload.Text("id");
        MessageKey? key = MessageKey.Parse(id);
        bool fromMe = payload.Flag("fromMe") || key is { FromMe: true };
        string? chat = key?.Chat ?? (fromMe ? payload.Text("to") ?? payload.Text("from") : payload.Text("from"));
        if (People.Address(chat) is null)
        {
            return new UnknownEvent { Reason = "The message has no chat." };
        }

        if (fromMe)
        {
            return Own(payload, id, chat, body);
        }

        if (chat == "status@broadcast" || chat!.EndsWith("@newsletter", StringComparison.Ordinal))
        {
            return new AccountNotice { Topic = "message.broadcast", Event = body.Kind };
        }

        ContactAddress? group = People.Group(chat);
        string? sender = group is null ? payload.Text("from") ?? chat : payload.Text("participant") ?? payload.Text("author") ?? key?.Participant;
        return People.Address(sender) is null
            ? new UnknownEvent { Reason = "The message has no sender." }
            : new MessageReceived
            {
                Id = id,
                Sender = People.Identify(sender, payload.At("_data"), named: true),
                Group = group,
                Body = body,
                Context = payload.Text("replyTo", "id") is { Length: > 0 } quoted ? new MessageContext { QuotedMessageId = MessageKey.Known(quoted) } : null,
            };
    }

    // Written on the phone: a colleague. Sent through the API: our own echo, kept as news so that nothing is lost.
    private static ChannelEvent Own(JsonElement payload, string? id, string? chat, MessageBody body) => payload.Text("source") == "app"
        ? new HandoffReceived { Id = id, Kind = HandoffKind.HumanMessage, Contact = People.Identify(chat, payload.At("_data"), named: false), Body = body }
        : new AccountNotice { Topic = "message.own", Event = body.Kind };

    private static ChannelEvent Reaction(JsonElement payload) => payload.Text("reaction", "messageId") is { Length: > 0 } target
        ? Message(payload, new ReactionBody(MessageKey.Known(target), payload.Text("reaction", "text") is { Length: > 0 } emoji ? emoji : null))
        : new UnknownEvent { Reason = "The reaction names no message." };

    private static ChannelEvent Edited(JsonElement payload) => payload.Text("editedMessageId") is { Length: > 0 } target
        ? Message(payload, new EditBody(InChatOf(payload.Text("id"), target), BodyReader.Read(payload)))
        : new UnknownEvent { Reason = "The edit names no message." };

    private static ChannelEvent Revoked(JsonElement payload)
    {
        JsonElement stub = payload.At("after").ValueKind == JsonValueKind.Object ? payload.At("after") : payload.At("before");
        string? target = payload.Text("revokedMessageId") ?? stub.Text("id");
        return string.IsNullOrEmpty(target) || stub.ValueKind != JsonValueKind.Object
            ? new UnknownEvent { Reason = "The revocation names no message or no chat." }
            : Message(stub, new RevokeBody(InChatOf(stub.Text("id"), target)));
    }

    // Edits and revocations give the bare id; the message was received under its whole one.
    private static string InChatOf(string? sibling, string target) => MessageKey.Parse(sibling) is { } key && MessageKey.Parse(target) is null
        ? MessageKey.Known((key with { Bare = target }).ToString())
        : MessageKey.Known(target);

    private static ChannelEvent Call(string name, JsonElement payload) => People.Address(payload.Text("from")) is null
        ? new AccountNotice { Topic = name }
        : new MessageReceived
        {
            // One call gives up to three events; each is its own message.
            Id = payload.Text("id") is { Length: > 0 } id ? $"{name}:{id}" : null,
            Sender = People.Identify(payload.Text("from"), payload.At("_data"), named: true),
            Body = new CallBody(name["call.".Length..]),
        };
}
