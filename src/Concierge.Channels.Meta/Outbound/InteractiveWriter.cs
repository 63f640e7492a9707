using System.Text.Json;

namespace Concierge.Channels.Meta.Outbound;

/// <summary>Writes what a person can tap: buttons, lists, links, forms, requests.</summary>
internal static class InteractiveWriter
{
    public static void Write(Utf8JsonWriter json, OutboundMessage message)
    {
        json.WriteString("type"u8, "interactive"u8);
        json.WriteStartObject("interactive"u8);
        switch (message)
        {
            case ChoiceMessage choice when ChoiceRules.AreButtons(choice):
                WriteFrame(json, "button"u8, choice.Header, choice.Text, choice.Footer);
                WriteButtons(json, choice);
                break;
            case ChoiceMessage choice:
                WriteFrame(json, "list"u8, choice.Header, choice.Text, choice.Footer);
                WriteList(json, choice);
                break;
            case LinkMessage link:
                WriteFrame(json, "cta_url"u8, link.Header, link.Text, link.Footer);
                WriteLink(json, link);
                break;
            case FormMessage form:
                WriteFrame(json, "flow"u8, null, form.Text, null);
                WriteForm(json, form);
                break;
            case LocationRequestMessage request:
                WriteFrame(json, "location_request_message"u8, null, request.Text, null);
                WriteAction(json, "send_location"u8);
                break;
            case ContactRequestMessage request:
                WriteFrame(json, "request_contact_info"u8, null, request.Text, null);
                WriteAction(json, "request_contact_info"u8);
                break;
        }

        json.WriteEndObject();
    }

    private static void WriteFrame(Utf8JsonWriter json, ReadOnlySpan<byte> type, string? header, string text, string? footer)
    {
        json.WriteString("type"u8, type);
        if (!string.IsNullOrEmpty(header))
        {
            json.WriteStartObject("header"u8);
            json.WriteString("type"u8, "text"u8);
            json.WriteString("text"u8, header);
            json.WriteEndObject();
        }

        WriteText(json, "body"u8, text);
        if (!string.IsNullOrEmpty(footer))
        {
            WriteText(json, "footer"u8, footer);
        }
    }

    private static void WriteText(Utf8JsonWriter json, ReadOnlySpan<byte> part, string text)
    {
        json.WriteStartObject(part);
        json.WriteString("text"u8, text);
        json.WriteEndObject();
    }

    private static void WriteAction(Utf8JsonWriter json, ReadOnlySpan<byte> name)
    {
        json.WriteStartObject("action"u8);
        json.WriteString("name"u8, name);
        json.WriteEndObject();
    }

    private static void WriteButtons(Utf8JsonWriter json, ChoiceMessage message)
    {
        json.WriteStartObject("action"u8);
        json.WriteStartArray("buttons"u8);
        foreach (Choice choice in message.Choices)
        {
            json.WriteStartObject();
            json.WriteString("type"u8, "reply"u8);
            json.WriteStartObject("reply"u8);
            json.WriteString("id"u8, choice.Id);
            json.WriteString("title"u8, choice.Title);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter json, ChoiceMessage message)
    {
        json.WriteStartObject("action"u8);
        json.WriteString("button"u8, message.ListButton);
        json.WriteStartArray("sections"u8);
        foreach (IGrouping<string?, Choice> section in message.Choices.GroupBy(static choice => choice.Section))
        {
            json.WriteStartObject();
            MessageWriter.WriteOptional(json, "title"u8, section.Key);
            json.WriteStartArray("rows"u8);
            foreach (Choice choice in section)
            {
                json.WriteStartObject();
                json.WriteString("id"u8, choice.Id);
                json.WriteString("title"u8, choice.Title);
                MessageWriter.WriteOptional(json, "description"u8, choice.Description);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteLink(Utf8JsonWriter json, LinkMessage link)
    {
        json.WriteStartObject("action"u8);
        json.WriteString("name"u8, "cta_url"u8);
        json.WriteStartObject("parameters"u8);
        json.WriteString("display_text"u8, link.ButtonText);
        json.WriteString("url"u8, link.Url.AbsoluteUri);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteForm(Utf8JsonWriter json, FormMessage form)
    {
        json.WriteStartObject("action"u8);
        json.WriteString("name"u8, "flow"u8);
        json.WriteStartObject("parameters"u8);
        json.WriteString("flow_message_version"u8, "3"u8);
        json.WriteString("flow_id"u8, form.FlowId);
        json.WriteString("flow_cta"u8, form.ButtonText);
        MessageWriter.WriteOptional(json, "flow_token"u8, form.Token);
        if (form.IsDraft)
        {
            json.WriteString("mode"u8, "draft"u8);
        }

        json.WriteString("flow_action"u8, form.ExchangeData ? "data_exchange"u8 : "navigate"u8);
        if (form.Screen is not null && !form.ExchangeData)
        {
            json.WriteStartObject("flow_action_payload"u8);
            json.WriteString("screen"u8, form.Screen);
            if (form.DataJson is not null)
            {
                json.WritePropertyName("data"u8);
                json.WriteRawValue(form.DataJson);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
