using System.Globalization;
using System.Text.Json;

namespace Concierge.Channels.Chatwoot.Outbound;

/// <summary>Writes a template: <c>template_params</c>, and what the dashboard shows as <c>content</c>.</summary>
internal static class TemplateWriter
{
    public static void Write(Utf8JsonWriter json, TemplateMessage template)
    {
        json.WriteString("content"u8, template.FallbackText ?? template.Name);
        json.WriteStartObject("template_params"u8);
        json.WriteString("name"u8, template.Name);
        json.WriteString("language"u8, template.Language);
        json.WriteStartObject("processed_params"u8);
        WriteValues(json, "body", template.Body);
        WriteHeader(json, template);
        WriteButtons(json, template);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteValues(Utf8JsonWriter json, string part, IReadOnlyList<TemplateParameter> values)
    {
        if (values.Count == 0)
        {
            return;
        }

        json.WriteStartObject(part);
        for (int i = 0; i < values.Count; i++)
        {
            json.WriteString(values[i].Name ?? (i + 1).ToString(CultureInfo.InvariantCulture), values[i].Text);
        }

        json.WriteEndObject();
    }

    private static void WriteHeader(Utf8JsonWriter json, TemplateMessage template)
    {
        if (template.HeaderMedia is not { Source.Link: { } link } media)
        {
            WriteValues(json, "header", template.Header);
            return;
        }

        json.WriteStartObject("header"u8);
        json.WriteString("media_url"u8, link.AbsoluteUri);
        json.WriteString("media_type"u8, media.Kind);
        json.WriteEndObject();
    }

    private static void WriteButtons(Utf8JsonWriter json, TemplateMessage template)
    {
        if (template.Buttons.Count == 0)
        {
            return;
        }

        json.WriteStartArray("buttons"u8);
        foreach (TemplateButton button in template.Buttons.OrderBy(static button => button.Index))
        {
            json.WriteStartObject();
            json.WriteString("type"u8, button.Type switch
            {
                TemplateButtonType.Url => "url",
                TemplateButtonType.CopyCode => "copy_code",
                TemplateButtonType.Flow => "flow",
                _ => "quick_reply",
            });
            json.WriteString("parameter"u8, button.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
