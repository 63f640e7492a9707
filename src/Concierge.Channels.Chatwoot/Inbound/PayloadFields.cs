using System.Globalization;
using System.Text.Json;
using Concierge.Channels.Http;

namespace Concierge.Channels.Chatwoot.Inbound;

/// <summary>One webhook as read in one pass, before it is known which event it is: members have no order.</summary>
internal struct PayloadFields
{
    public string? Event;
    public string? Id;
    public string? AccountId;
    public string? InboxId;
    public string? MessageType;
    public string? ContentType;
    public string? Content;
    public bool IsPrivate;
    public bool ChangesHandling;
    public DateTimeOffset? CreatedAt;
    public Person Sender;
    public ContentAttributes Attributes;
    public List<MessageBody>? Attachments;

    /// <summary>The conversation of a message's event, or the root of a conversation's.</summary>
    public ConversationFields Conversation;

    /// <summary>At the first token of the root: reads it to its end.</summary>
    public static PayloadFields Read(ref Utf8JsonReader reader)
    {
        PayloadFields fields = default;
        while (JsonText.NextProperty(ref reader))
        {
            fields.ReadMember(ref reader);
        }

        fields.InboxId = fields.Conversation.InboxId ?? fields.InboxId;
        if (fields.Event?.StartsWith("conversation_", StringComparison.Ordinal) == true)
        {
            fields.Conversation.Id ??= fields.Id;
        }

        return fields;
    }

    private void ReadMember(ref Utf8JsonReader reader)
    {
        if (JsonText.NameIs(ref reader, "event"u8))
        {
            Event = JsonText.ReadText(ref reader);
        }
        else if (JsonText.NameIs(ref reader, "id"u8))
        {
            Id = JsonText.ReadText(ref reader);
        }
        else if (JsonText.NameIs(ref reader, "conversation"u8))
        {
            Conversation.Read(ref reader);
        }
        else if (JsonText.NameIs(ref reader, "account"u8))
        {
            AccountId = Person.Read(ref reader).Id;
        }
        else if (JsonText.NameIs(ref reader, "inbox"u8))
        {
            InboxId = Person.Read(ref reader).Id;
        }
        else if (JsonText.NameIs(ref reader, "sender"u8))
        {
            Sender = Person.Read(ref reader);
        }
        else if (!Conversation.TryReadMember(ref reader))
        {
            ReadMessageMember(ref reader);
        }
    }

    private void ReadMessageMember(ref Utf8JsonReader reader)
    {
        if (JsonText.NameIs(ref reader, "content"u8))
        {
            Content = JsonText.ReadText(ref reader);
        }
        else if (JsonText.NameIs(ref reader, "message_type"u8))
        {
            MessageType = JsonText.ReadText(ref reader);
        }
        else if (JsonText.NameIs(ref reader, "content_type"u8))
        {
            ContentType = JsonText.ReadText(ref reader);
        }
        else if (JsonText.NameIs(ref reader, "private"u8))
        {
            IsPrivate = JsonText.ReadBoolean(ref reader);
        }
        else if (JsonText.NameIs(ref reader, "created_at"u8))
        {
            CreatedAt = Time(JsonText.ReadText(ref reader));
        }
        else if (JsonText.NameIs(ref reader, "content_attributes"u8))
        {
            Attributes = ContentAttributes.Read(ref reader);
        }
        else if (JsonText.NameIs(ref reader, "attachments"u8))
        {
            Attachments = AttachmentReader.Read(ref reader);
        }
        else if (JsonText.NameIs(ref reader, "changed_attributes"u8))
        {
            ChangesHandling = ReadChanges(ref reader);
        }
        else
        {
            JsonText.SkipValue(ref reader);
        }
    }

    // An array of objects with one member each in most versions, one object in some, null in others.
    private static bool ReadChanges(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType is not (JsonTokenType.StartArray or JsonTokenType.StartObject))
        {
            return false;
        }

        int depth = reader.CurrentDepth;
        int nameDepth = reader.TokenType == JsonTokenType.StartArray ? depth + 2 : depth + 1;
        bool found = false;
        while (reader.Read() && reader.CurrentDepth > depth)
        {
            found |= reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == nameDepth
                && (JsonText.NameIs(ref reader, "status"u8) || JsonText.NameIs(ref reader, "assignee_id"u8) || JsonText.NameIs(ref reader, "assignee_agent_bot_id"u8));
        }

        return found;
    }

    // ISO 8601 in messages, unix seconds in conversations.
    private static DateTimeOffset? Time(string? text)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds))
        {
            return seconds <= 253_402_300_799 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time : null;
    }
}
