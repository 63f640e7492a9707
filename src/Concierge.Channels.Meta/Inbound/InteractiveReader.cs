using System.Text.Json;
using Concierge.Channels.Http;

namespace Concierge.Channels.Meta.Inbound;

/// <summary>Reads <c>interactive</c>: taps on buttons and rows, filled forms, answers to a request to call.</summary>
internal static class InteractiveReader
{
    public static MessageBody? Read(ref Utf8JsonReader reader)
    {
        if (!JsonText.TryEnterObject(ref reader))
        {
            return null;
        }

        MessageBody? body = null;
        string? type = null;
        while (JsonText.NextProperty(ref reader))
        {
            if (JsonText.NameIs(ref reader, "button_reply"u8) || JsonText.NameIs(ref reader, "list_reply"u8))
            {
                body = ReadChoice(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "nfm_reply"u8))
            {
                body = ReadForm(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "call_permission_reply"u8))
            {
                body = ReadCallPermission(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "type"u8))
            {
                type = JsonText.ReadText(ref reader);
            }
            else
            {
                JsonText.SkipValue(ref reader);
            }
        }

        return body ?? new UnsupportedBody(type ?? "interactive");
    }

    private static ChoiceBody? ReadChoice(ref Utf8JsonReader reader)
    {
        string? id = null, title = null;
        if (!JsonText.TryEnterObject(ref reader))
        {
            return null;
        }

        while (JsonText.NextProperty(ref reader))
        {
            if (JsonText.NameIs(ref reader, "id"u8))
            {
                id = JsonText.ReadText(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "title"u8))
            {
                title = JsonText.ReadText(ref reader);
            }
            else
            {
                JsonText.SkipValue(ref reader);
            }
        }

        return new ChoiceBody(id ?? string.Empty, title ?? string.Empty);
    }

    private static FormBody? ReadForm(ref Utf8JsonReader reader)
    {
        string? name = null, text = null, answers = null;
        if (!JsonText.TryEnterObject(ref reader))
        {
            return null;
        }

        while (JsonText.NextProperty(ref reader))
        {
            if (JsonText.NameIs(ref reader, "name"u8))
            {
                name = JsonText.ReadText(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "body"u8))
            {
                text = JsonText.ReadText(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "response_json"u8))
            {
                answers = JsonText.ReadText(ref reader);
            }
            else
            {
                JsonText.SkipValue(ref reader);
            }
        }

        return new FormBody(name, answers) { Text = text };
    }

    private static ChoiceBody? ReadCallPermission(ref Utf8JsonReader reader)
    {
        string? response = null;
        if (!JsonText.TryEnterObject(ref reader))
        {
            return null;
        }

        while (JsonText.NextProperty(ref reader))
        {
            if (JsonText.NameIs(ref reader, "response"u8))
            {
                response = JsonText.ReadText(ref reader);
            }
            else
            {
                JsonText.SkipValue(ref reader);
            }
        }

        return new ChoiceBody(string.Empty, response ?? string.Empty);
    }
}
