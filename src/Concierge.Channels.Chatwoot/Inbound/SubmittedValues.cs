using System.Buffers;
using System.Text;
using System.Text.Json;
using Concierge.Channels.Http;

namespace Concierge.Channels.Chatwoot.Inbound;

/// <summary>Reads <c>submitted_values</c>: a tapped choice (<c>title</c>, <c>value</c>) or a filled form (<c>name</c>, <c>value</c>).</summary>
internal static class SubmittedValues
{
    /// <summary>From the property: the body, or null without values.</summary>
    public static MessageBody? Read(ref Utf8JsonReader reader)
    {
        if (!JsonText.TryEnterArray(ref reader))
        {
            return null;
        }

        ChoiceBody? choice = null;
        var answers = new List<(string Name, string? Value)>();
        while (JsonText.NextElement(ref reader))
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                continue;
            }

            (string? name, string? title, string? value) = ReadValue(ref reader);
            if (name is not null)
            {
                answers.Add((name, value));
            }
            else
            {
                choice ??= new ChoiceBody(value ?? string.Empty, title ?? value ?? string.Empty);
            }
        }

        return answers.Count > 0 ? new FormBody("form", Json(answers)) : choice;
    }

    private static (string? Name, string? Title, string? Value) ReadValue(ref Utf8JsonReader reader)
    {
        string? name = null, title = null, value = null;
        while (JsonText.NextProperty(ref reader))
        {
            if (JsonText.NameIs(ref reader, "name"u8))
            {
                name = JsonText.ReadText(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "title"u8))
            {
                title = JsonText.ReadText(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "value"u8))
            {
                value = JsonText.ReadText(ref reader);
            }
            else
            {
                JsonText.SkipValue(ref reader);
            }
        }

        return (name, title, value);
    }

    private static string Json(List<(string Name, string? Value)> answers)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach ((string name, string? value) in answers)
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
