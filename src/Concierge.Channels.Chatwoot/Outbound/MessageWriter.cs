using System.Globalization;
using System.Text.Json;
using Concierge.Channels.Chatwoot.Inbound;

namespace Concierge.Channels.Chatwoot.Outbound;

/// <summary>Writes a message, already checked, as the body of <c>POST …/messages</c>.</summary>
internal static class MessageWriter
{
    public static ReadOnlyMemory<byte> Write(OutboundMessage message, string attemptId) => ApiJson.Object(json =>
    {
        if (message is RawMessage raw)
        {
            WriteRaw(json, raw, attemptId);
            return;
        }

        json.WriteString("message_type"u8, "outgoing"u8);
        json.WriteBoolean("private"u8, false);
        WriteContent(json, message);
        json.WriteStartObject("content_attributes"u8);
        WriteAttributes(json, message, attemptId);
        json.WriteEndObject();
        json.WriteString("echo_id"u8, attemptId);
    });

    private static void WriteContent(Utf8JsonWriter json, OutboundMessage message)
    {
        switch (message)
        {
            case TextMessage text:
                json.WriteString("content"u8, CommonMark.FromWhatsApp(text.Text));
                break;
            case ChoiceMessage choice:
                json.WriteString("content"u8, CommonMark.FromWhatsApp(Question(choice)));
                json.WriteString("content_type"u8, "input_select"u8);
                break;
            case MediaMessage media:
                WriteMedia(json, media);
                break;
            case TemplateMessage template:
                TemplateWriter.Write(json, template);
                break;
        }
    }

    private static void WriteAttributes(Utf8JsonWriter json, OutboundMessage message, string attemptId)
    {
        json.WriteString(ContentAttributes.AttemptMember, attemptId);
        if (long.TryParse(message.QuotedMessageId, NumberStyles.None, CultureInfo.InvariantCulture, out long quoted))
        {
            json.WriteNumber("in_reply_to"u8, quoted);
        }

        if (message is not ChoiceMessage choice)
        {
            return;
        }

        json.WriteStartArray("items"u8);
        foreach (Choice option in choice.Choices)
        {
            json.WriteStartObject();
            json.WriteString("title"u8, option.Title);
            json.WriteString("value"u8, option.Id);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // Items carry a title only: what else belongs to the question stands in its text.
    private static string Question(ChoiceMessage choice) => string.Join('\n', ((string?[])
    [
        string.IsNullOrEmpty(choice.Header) ? null : $"*{choice.Header}*",
        choice.Text,
        .. choice.Choices.Where(static option => !string.IsNullOrEmpty(option.Description)).Select(static option => $"{option.Title} – {option.Description}"),
        choice.Footer,
    ]).Where(static line => !string.IsNullOrEmpty(line)));

    // An uploaded file goes as an attachment; a link stays a link, because nobody but the person should fetch it.
    private static void WriteMedia(Utf8JsonWriter json, MediaMessage media)
    {
        string caption = CommonMark.FromWhatsApp(media.Caption ?? string.Empty);
        if (media.Source.Link is { } link)
        {
            json.WriteString("content"u8, caption.Length == 0 ? link.AbsoluteUri : $"{caption}\n{link.AbsoluteUri}");
            return;
        }

        json.WriteString("content"u8, caption);
        json.WriteStartArray("attachments"u8);
        json.WriteStringValue(media.Source.Id);
        json.WriteEndArray();
    }

    // Which attempt it is is ours to say, whatever the raw object holds.
    private static void WriteRaw(Utf8JsonWriter json, RawMessage raw, string attemptId)
    {
        using JsonDocument document = JsonDocument.Parse(raw.Json);
        JsonElement? attributes = null;
        foreach (JsonProperty member in document.RootElement.EnumerateObject())
        {
            if (member.Name == "content_attributes")
            {
                attributes = member.Value;
            }
            else if (member.Name != "echo_id")
            {
                json.WritePropertyName(member.Name);
                json.WriteRawValue(member.Value.GetRawText());
            }
        }

        json.WriteStartObject("content_attributes"u8);
        if (attributes is { ValueKind: JsonValueKind.Object } own)
        {
            foreach (JsonProperty member in own.EnumerateObject().Where(static member => !member.NameEquals(ContentAttributes.AttemptMember)))
            {
                json.WritePropertyName(member.Name);
                json.WriteRawValue(member.Value.GetRawText());
            }
        }

        json.WriteString(ContentAttributes.AttemptMember, attemptId);
        json.WriteEndObject();
        json.WriteString("echo_id"u8, attemptId);
    }
}
