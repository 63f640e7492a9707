using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Concierge.Emulator.Phone;

namespace Concierge.Emulator.Chatwoot;

/// <summary>What Chatwoot says about messages and conversations, in a WhatsApp inbox with a bot.</summary>
internal sealed class ChatwootPayloads(MediaLibrary library, PhoneNetwork network, TimeProvider clock)
{
    public const string DefaultColleague = "Sam";
    private const int ContactsFrom = 100;
    private const int BotId = 7;
    private const int ColleagueId = 1;

    public JsonObject Message(PhoneLine line, DeskConversation conversation, ChatMessage message, string eventName)
    {
        JsonObject written = Body(line, conversation, message);
        written["event"] = eventName;
        written["message_type"] = message.FromPerson ? "incoming" : "outgoing";
        written["created_at"] = message.At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        written["account"] = Account(line);
        written["inbox"] = new JsonObject { ["id"] = InboxId(line), ["name"] = "WhatsApp" };
        written["sender"] = message.FromPerson ? Contact(line, conversation, typed: false) : Author(message);
        written["conversation"] = Conversation(line, conversation, message);
        return written;
    }

    /// <summary>A message as the API answers it: numbers where webhooks have words.</summary>
    public JsonObject Answer(PhoneLine line, DeskConversation conversation, ChatMessage message)
    {
        JsonObject written = Body(line, conversation, message);
        written["message_type"] = message.FromPerson ? 0 : 1;
        written["created_at"] = message.At.ToUnixTimeSeconds();
        written["inbox_id"] = InboxId(line);
        written["conversation_id"] = conversation.Id;
        written["status"] = message.Status == "pending" ? "sent" : message.Status;
        written["sender"] = message.FromPerson ? Contact(line, conversation, typed: true) : Author(message);
        return written;
    }

    public JsonObject Status(PhoneLine line, DeskConversation conversation, string eventName, JsonArray changes)
    {
        JsonObject written = Conversation(line, conversation, null);
        written["event"] = eventName;
        written["account"] = Account(line);
        written["changed_attributes"] = changes;
        return written;
    }

    public JsonObject Conversation(PhoneLine line, DeskConversation conversation, ChatMessage? last)
    {
        DateTimeOffset now = clock.GetUtcNow();
        bool isOpen = !network.IsWindowClosed(line, conversation.Person);
        var meta = new JsonObject
        {
            ["sender"] = Contact(line, conversation, typed: true),
            ["assignee"] = conversation.Assignee is null ? null : Colleague(conversation.Assignee),
            ["assignee_type"] = conversation.Assignee is null ? null : "User",
            ["team"] = null,
            ["hmac_verified"] = false,
        };
        return new JsonObject
        {
            ["id"] = conversation.Id,
            ["inbox_id"] = InboxId(line),
            ["channel"] = "Channel::Whatsapp",
            ["status"] = conversation.Status,
            ["can_reply"] = isOpen,
            ["contact_inbox"] = new JsonObject
            {
                ["id"] = ContactId(conversation),
                ["contact_id"] = ContactId(conversation),
                ["inbox_id"] = InboxId(line),
                ["source_id"] = conversation.Person,
                ["hmac_verified"] = false,
            },
            ["meta"] = meta,
            ["messages"] = last is null ? new JsonArray() : new JsonArray(Nested(conversation, last)),
            ["labels"] = new JsonArray(),
            ["custom_attributes"] = new JsonObject(),
            ["additional_attributes"] = new JsonObject(),
            ["priority"] = null,
            ["unread_count"] = 0,
            ["last_activity_at"] = now.ToUnixTimeSeconds(),
            ["timestamp"] = now.ToUnixTimeSeconds(),
            ["updated_at"] = now.ToUnixTimeMilliseconds() / 1000.0,
        };
    }

    private static JsonObject Nested(DeskConversation conversation, ChatMessage message) => new()
    {
        ["id"] = Id(message.Id),
        ["content"] = message.Bubble.Text,
        ["message_type"] = message.FromPerson ? 0 : 1,
        ["created_at"] = message.At.ToUnixTimeSeconds(),
        ["conversation_id"] = conversation.Id,
        ["status"] = message.Status is "delivered" or "read" or "failed" ? message.Status : "sent",
        ["private"] = message.Bubble.Kind == "note",
    };

    private static JsonNode? Id(string id) => int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : id;

    private static int ContactId(DeskConversation conversation) => ContactsFrom + conversation.Id;

    private static JsonObject Account(PhoneLine line) => new() { ["id"] = Id(line.Setting("AccountId")), ["name"] = "Emulated account" };

    private static JsonNode? InboxId(PhoneLine line) => Id(line.Setting("InboxIds:0") is { Length: > 0 } inbox ? inbox : "1");

    private static JsonObject Colleague(string name) => new() { ["id"] = ColleagueId, ["name"] = name, ["email"] = "sam@example.com", ["type"] = "user" };

    private static JsonObject Author(ChatMessage message) =>
        message.By is { } colleague ? Colleague(colleague) : new JsonObject { ["id"] = BotId, ["name"] = "Concierge", ["type"] = "agent_bot" };

    private static string? Words(Bubble bubble) => bubble.Kind is "text" or "note" or "choice" or "image" or "video" or "document" ? bubble.Text : null;

    private JsonObject Contact(PhoneLine line, DeskConversation conversation, bool typed)
    {
        Person person = network.FindPerson(conversation.Person);
        var contact = new JsonObject
        {
            ["id"] = ContactId(conversation),
            ["name"] = person.Name,
            ["phone_number"] = "+" + person.Number,
            ["email"] = null,
            ["identifier"] = null,
            ["thumbnail"] = string.Empty,
            ["blocked"] = false,
            ["additional_attributes"] = new JsonObject(),
            ["custom_attributes"] = new JsonObject(),
        };
        if (typed)
        {
            contact["type"] = "contact";
        }
        else
        {
            contact["account"] = Account(line);
        }

        return contact;
    }

    private JsonObject Body(PhoneLine line, DeskConversation conversation, ChatMessage message)
    {
        Bubble bubble = message.Bubble;
        var written = new JsonObject
        {
            ["id"] = Id(message.Id),
            ["content"] = message.FromPerson ? Words(bubble) : bubble.Text,
            ["content_type"] = !message.FromPerson && bubble.Kind == "choice" ? "input_select" : "text",
            ["content_attributes"] = Attributes(message),
            ["additional_attributes"] = new JsonObject(),
            ["private"] = bubble.Kind == "note",
            ["source_id"] = message.Status == "pending" && !message.FromPerson ? null : $"wamid.{message.Id}",
        };
        if (Attachment(line, conversation, message) is { } attachment)
        {
            written["attachments"] = new JsonArray(attachment);
        }

        return written;
    }

    private static JsonObject Attributes(ChatMessage message)
    {
        JsonObject attributes = message.Correlation is { } echoed ? Parse(echoed) : [];
        if (message.Quoted is { } quoted && message.Bubble.Kind != "choice")
        {
            attributes["in_reply_to"] = Id(quoted);
        }

        if (message.Failure is { } failure && message.Status == "failed")
        {
            attributes["external_error"] = $"{message.FailureCode}: {failure}";
        }

        return attributes;
    }

    private static JsonObject Parse(string json)
    {
        try
        {
            return JsonNode.Parse(json) as JsonObject ?? [];
        }
        catch (JsonException)
        {
            // A file of another version: nothing to echo.
            return [];
        }
    }

    private JsonObject? Attachment(PhoneLine line, DeskConversation conversation, ChatMessage message)
    {
        Bubble bubble = message.Bubble;
        JsonObject? attachment = bubble.Kind switch
        {
            "image" or "audio" or "video" or "document" or "sticker" when library.Find(line, bubble.MediaId) is { } media => File(line, bubble, media),
            "location" => new JsonObject
            {
                ["file_type"] = "location",
                ["coordinates_lat"] = bubble.Latitude ?? 0,
                ["coordinates_long"] = bubble.Longitude ?? 0,
                ["fallback_title"] = bubble.Text,
                ["data_url"] = null,
            },
            "contacts" => new JsonObject
            {
                ["file_type"] = "contact",
                ["fallback_title"] = bubble.Phone,
                ["meta"] = new JsonObject { ["firstName"] = bubble.Text },
            },
            _ => null,
        };
        if (attachment is not null)
        {
            attachment["id"] = conversation.Id;
            attachment["message_id"] = Id(message.Id);
            attachment["account_id"] = Id(line.Setting("AccountId"));
        }

        return attachment;
    }

    private static JsonObject File(PhoneLine line, Bubble bubble, StoredMedia media)
    {
        string type = media.MimeType.Split('/')[0];
        string name = bubble.FileName ?? media.FileName ?? media.Id;
        return new JsonObject
        {
            ["file_type"] = bubble.Kind == "document" || type is not ("image" or "audio" or "video") ? "file" : type,
            ["extension"] = null,
            ["content_type"] = media.MimeType,
            ["data_url"] = $"{line.Api}/rails/active_storage/blobs/redirect/{media.Id}/{Uri.EscapeDataString(name)}",
            ["thumb_url"] = string.Empty,
            ["file_size"] = media.Content.Length,
        };
    }
}
