using System.Globalization;
using System.Text.Json;

namespace Concierge.Channels.Meta.Outbound;

/// <summary>Writes a template's name, language and values.</summary>
internal static class TemplateWriter
{
    public static void Write(Utf8JsonWriter json, TemplateMessage template)
    {
        json.WriteString("type"u8, "template"u8);
        json.WriteStartObject("template"u8);
        json.WriteString("name"u8, template.Name);
        json.WriteStartObject("language"u8);
        json.WriteString("code"u8, template.Language);
        json.WriteEndObject();
        if (template.HeaderMedia is not null || template.Header.Count + template.Body.Count + template.Buttons.Count > 0)
        {
            WriteComponents(json, template);
        }

        json.WriteEndObject();
    }

    private static void WriteComponents(Utf8JsonWriter json, TemplateMessage template)
    {
        json.WriteStartArray("components"u8);
        if (template.HeaderMedia is { } media)
        {
            WriteHeaderMedia(json, media);
        }
        else
        {
            WriteValues(json, "header"u8, template.Header);
        }

        WriteValues(json, "body"u8, template.Body);
        foreach (TemplateButton button in template.Buttons)
        {
            WriteButton(json, button);
        }

        json.WriteEndArray();
    }

    private static void WriteHeaderMedia(Utf8JsonWriter json, MediaMessage media)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "header"u8);
        json.WriteStartArray("parameters"u8);
        json.WriteStartObject();
        json.WriteString("type"u8, media.Kind);
        // A template's header has no caption: its text is the body.
        MessageWriter.WriteMedia(json, media with { Caption = null });
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteValues(Utf8JsonWriter json, ReadOnlySpan<byte> component, IReadOnlyList<TemplateParameter> values)
    {
        if (values.Count == 0)
        {
            return;
        }

        json.WriteStartObject();
        json.WriteString("type"u8, component);
        json.WriteStartArray("parameters"u8);
        foreach (TemplateParameter value in values)
        {
            json.WriteStartObject();
            json.WriteString("type"u8, "text"u8);
            MessageWriter.WriteOptional(json, "parameter_name"u8, value.Name);
            json.WriteString("text"u8, value.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteButton(Utf8JsonWriter json, TemplateButton button)
    {
        (string subType, string type, string member) = button.Type switch
        {
            TemplateButtonType.QuickReply => ("quick_reply", "payload", "payload"),
            TemplateButtonType.Url => ("url", "text", "text"),
            TemplateButtonType.CopyCode => ("copy_code", "coupon_code", "coupon_code"),
            _ => ("flow", "action", "flow_token"),
        };
        json.WriteStartObject();
        json.WriteString("type"u8, "button"u8);
        json.WriteString("sub_type"u8, subType);
        json.WriteString("index"u8, button.Index.ToString(CultureInfo.InvariantCulture));
        json.WriteStartArray("parameters"u8);
        json.WriteStartObject();
        json.WriteString("type"u8, type);
        if (type == "action")
        {
            json.WriteStartObject("action"u8);
        }

        json.WriteString(member, button.Value);
        if (type == "action")
        {
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
