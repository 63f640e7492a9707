using System.Text.Json;

namespace Concierge.Channels.Chatwoot.Inbound;

/// <summary>
/// Turns a webhook's body, which is one event, into events of the model. Total: never throws on any bytes. What is not
/// understood becomes an <see cref="UnknownEvent"/> with its bytes.
/// </summary>
internal static class PayloadReader
{
    private const int MaxDepth = 32;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public static void Read(ReadOnlyMemory<byte> body, string? ownAccountId, IReadOnlyList<string> inboxes, ChannelEventSink sink)
    {
        ReadOnlyMemory<byte> raw = body.Span.StartsWith(ByteOrderMark) ? body[3..] : body;
        var reader = new Utf8JsonReader(raw.Span, new JsonReaderOptions { MaxDepth = MaxDepth });
        PayloadFields fields;
        try
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                sink.Add(Unknown("The payload is not an object.", null, raw));
                return;
            }

            fields = PayloadFields.Read(ref reader);

            // Reports what follows the object.
            reader.Read();
        }
        catch (JsonException)
        {
            sink.Add(Unknown("The JSON is broken, cut or too deep.", null, raw));
            return;
        }

        if (inboxes.Count > 0 && fields.InboxId is { } inbox && !inboxes.Contains(inbox))
        {
            sink.Add(Notice("inbox.other", in fields, raw));
            return;
        }

        Add(in fields, new People(fields.AccountId ?? ownAccountId, inboxes.Count == 1), raw, sink);
    }

    /// <summary>Reads a message as the API lists it: the event is the same as its webhook's. What cannot be read gives nothing.</summary>
    public static void ReadListed(ReadOnlyMemory<byte> message, ReadOnlyMemory<byte> conversation, string accountId, IReadOnlyList<string> inboxes, ChannelEventSink sink)
    {
        var options = new JsonReaderOptions { MaxDepth = MaxDepth };
        var reader = new Utf8JsonReader(message.Span, options);
        var conversationReader = new Utf8JsonReader(conversation.Span, options);
        PayloadFields fields;
        try
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                return;
            }

            fields = PayloadFields.Read(ref reader);
            fields.Conversation = default;
            fields.Conversation.Read(ref conversationReader);
        }
        catch (JsonException)
        {
            return;
        }

        fields.AccountId = accountId;
        fields.InboxId = fields.Conversation.InboxId ?? fields.InboxId;
        if (inboxes.Count == 0 || (fields.InboxId is { } inbox && inboxes.Contains(inbox)))
        {
            MessageEvents.AddCreated(in fields, new People(accountId, inboxes.Count == 1), message, sink);
        }
    }

    private static void Add(in PayloadFields fields, People people, ReadOnlyMemory<byte> raw, ChannelEventSink sink)
    {
        switch (fields.Event)
        {
            case "message_created":
                MessageEvents.AddCreated(in fields, people, raw, sink);
                break;
            case "message_updated":
                sink.Add(UpdateEvents.Read(in fields, people, raw));
                break;
            case "conversation_status_changed" or "conversation_updated" or "conversation_opened" or "conversation_resolved":
                sink.Add(ConversationEvents.Read(in fields, people, raw));
                break;
            case "conversation_created" or "conversation_typing_on" or "conversation_typing_off" or "contact_created" or "contact_updated"
                or "inbox_created" or "inbox_updated" or "webwidget_triggered":
                sink.Add(Notice(fields.Event, in fields, raw));
                break;
            default:
                sink.Add(Unknown(fields.Event is null ? "The payload names no event." : "The event is not known.", fields.AccountId, raw));
                break;
        }
    }

    /// <summary>News that is nobody's message.</summary>
    public static AccountNotice Notice(string topic, in PayloadFields fields, ReadOnlyMemory<byte> raw) =>
        new() { Topic = topic, Event = fields.Event, AccountId = fields.AccountId, OccurredAt = fields.CreatedAt, Raw = raw };

    /// <summary>What was not understood.</summary>
    public static UnknownEvent Unknown(string reason, string? accountId, ReadOnlyMemory<byte> raw) =>
        new() { Reason = reason, AccountId = accountId, Raw = raw };
}
