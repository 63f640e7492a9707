using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Concierge.Channels.Twilio.Outbound;

/// <summary>
/// A question as a content and its variables. The content holds the shape alone (kind, lines of text, number of choices, which
/// of them have a second line), so that few contents serve all questions; every word is a variable. Variables must not hold
/// line breaks, so each line of the text is one.
/// </summary>
internal sealed class ChoiceContent
{
    private readonly List<KeyValuePair<string, string>> _variables = [];
    private readonly ArrayBufferWriter<byte> _types = new(512);

    public ChoiceContent(ChoiceMessage message)
    {
        using var json = new Utf8JsonWriter(_types);
        json.WriteStartObject();
        if (ChoiceRules.AreButtons(message))
        {
            WriteButtons(json, message);
        }
        else
        {
            WriteList(json, message);
        }

        json.WriteEndObject();
        json.Flush();
        Shape = Convert.ToHexStringLower(SHA256.HashData(_types.WrittenSpan))[..16];
    }

    /// <summary>Names the shape.</summary>
    public string Shape { get; }

    /// <summary>What the variables are in this question.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Variables => _variables;

    /// <summary>The request that makes the content.</summary>
    public ReadOnlyMemory<byte> ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("friendly_name"u8, $"concierge_{Shape}");
            json.WriteString("language"u8, "en"u8);
            json.WriteStartObject("variables"u8);
            foreach ((string name, _) in _variables)
            {
                // An example, as Twilio wants one; nobody's words.
                json.WriteString(name, $"text {name}");
            }

            json.WriteEndObject();
            json.WritePropertyName("types"u8);
            json.WriteRawValue(_types.WrittenSpan);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private void WriteButtons(Utf8JsonWriter json, ChoiceMessage message)
    {
        json.WriteStartObject("twilio/quick-reply"u8);
        json.WriteString("body"u8, Lines(ChoiceRules.FullText(message)));
        json.WriteStartArray("actions"u8);
        foreach (Choice choice in message.Choices)
        {
            json.WriteStartObject();
            json.WriteString("id"u8, Variable(choice.Id));
            json.WriteString("title"u8, Variable(choice.Title));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteList(Utf8JsonWriter json, ChoiceMessage message)
    {
        json.WriteStartObject("twilio/list-picker"u8);
        json.WriteString("body"u8, Lines(ChoiceRules.FullText(message)));
        json.WriteString("button"u8, Variable(message.ListButton));
        json.WriteStartArray("items"u8);
        foreach (Choice choice in message.Choices)
        {
            json.WriteStartObject();
            json.WriteString("id"u8, Variable(choice.Id));
            json.WriteString("item"u8, Variable(choice.Title));
            if (ChoiceRules.SecondLine(choice) is { } description)
            {
                json.WriteString("description"u8, Variable(description));
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private string Lines(string text)
    {
        var body = new StringBuilder();
        foreach (string line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            if (body.Length > 0)
            {
                body.Append('\n');
            }

            // An empty variable is refused; an empty line needs none.
            body.Append(string.IsNullOrWhiteSpace(line) ? string.Empty : Variable(line));
        }

        return body.ToString();
    }

    private string Variable(string text)
    {
        string name = (_variables.Count + 1).ToString(CultureInfo.InvariantCulture);
        _variables.Add(new(name, text.ReplaceLineEndings(" ").Replace('\t', ' ')));
        return $"{{{{{name}}}}}";
    }
}
