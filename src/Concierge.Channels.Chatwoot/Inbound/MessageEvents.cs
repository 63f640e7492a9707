using System.Globalization;

namespace Concierge.Channels.Chatwoot.Inbound;

/// <summary>Makes events from <c>message_created</c>.</summary>
internal static class MessageEvents
{
    public static void AddCreated(in PayloadFields fields, People people, ReadOnlyMemory<byte> raw, ChannelEventSink sink)
    {
        if (fields.Id is null || fields.MessageType is null)
        {
            sink.Add(PayloadReader.Unknown("The message has no id or no type.", fields.AccountId, raw));
            return;
        }

        if (fields.IsPrivate)
        {
            sink.Add(PayloadReader.Notice("message.private", in fields, raw));
        }
        else if (fields.Attributes.IsDeleted)
        {
            sink.Add(PayloadReader.Notice("message.deleted", in fields, raw));
        }
        else if (fields.MessageType is "incoming" or "0")
        {
            AddIncoming(in fields, people, raw, sink);
        }
        else
        {
            sink.Add(fields.MessageType is "outgoing" or "1" ? Outgoing(in fields, people, raw) : PayloadReader.Notice("message.automatic", in fields, raw));
        }
    }

    private static void AddIncoming(in PayloadFields fields, People people, ReadOnlyMemory<byte> raw, ChannelEventSink sink)
    {
        ContactIdentity sender = people.Contact(in fields, fields.Sender);
        ContactAddress? place = people.Place(in fields);
        MessageContext? context = fields.Attributes.InReplyTo is { } quoted ? new MessageContext { QuotedMessageId = quoted } : null;
        List<MessageBody> bodies = Bodies(in fields);
        for (int i = 0; i < bodies.Count; i++)
        {
            sink.Add(new MessageReceived
            {
                // The parts of one message need ids of their own, or all but one would count as repetitions.
                Id = i == 0 ? fields.Id : string.Create(CultureInfo.InvariantCulture, $"{fields.Id}:{i + 1}"),
                Raw = raw,
                AccountId = fields.AccountId,
                OccurredAt = fields.CreatedAt,
                Sender = sender,
                ReplyTo = place,
                Body = bodies[i],
                Context = context,
            });
        }
    }

    // Our own messages are known by the attempt id, because the access token may be a colleague's.
    private static ChannelEvent Outgoing(in PayloadFields fields, People people, ReadOnlyMemory<byte> raw)
    {
        bool isColleague = fields.Sender.Type == "user" || fields.Attributes.IsEcho;
        if (fields.Attributes.AttemptId is not null || fields.Sender.Type == "agent_bot")
        {
            return PayloadReader.Notice("message.own", in fields, raw);
        }

        return !isColleague ? PayloadReader.Notice("message.automatic", in fields, raw) : new HandoffReceived
        {
            Id = fields.Id,
            Raw = raw,
            AccountId = fields.AccountId,
            OccurredAt = fields.CreatedAt,
            Kind = HandoffKind.HumanMessage,
            Contact = people.Contact(in fields, default),
            Body = Bodies(in fields)[0],
            Agent = fields.Sender.Name ?? fields.Sender.Id,
        };
    }

    private static List<MessageBody> Bodies(in PayloadFields fields)
    {
        List<MessageBody> bodies = fields.Attachments is null ? [] : [.. fields.Attachments];
        bool hasText = !string.IsNullOrEmpty(fields.Content);
        if (bodies.Count == 0)
        {
            bodies.Add(fields.Content is null || fields.Attributes.IsUnsupported ? new UnsupportedBody(fields.ContentType) : new TextBody(fields.Content));
        }
        else if (hasText && bodies[0] is MediaBody { MediaKind: not MediaKind.Audio } media)
        {
            bodies[0] = media with { Caption = fields.Content };
        }
        else if (hasText)
        {
            bodies.Insert(0, new TextBody(fields.Content!));
        }

        return bodies;
    }
}
