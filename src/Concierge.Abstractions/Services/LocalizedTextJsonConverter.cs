using System.Text.Json;
using System.Text.Json.Serialization;

namespace Concierge;

internal sealed class LocalizedTextJsonConverter : JsonConverter<LocalizedText>
{
    public override LocalizedText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return new LocalizedText(reader.GetString()!);
        }

        var variants = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                string language = reader.GetString()!;
                reader.Read();
                if (reader.TokenType != JsonTokenType.String || string.IsNullOrWhiteSpace(language))
                {
                    throw Malformed();
                }

                variants[language] = reader.GetString()!;
            }
        }

        return variants.Count > 0 ? new LocalizedText(variants) : throw Malformed();
    }

    public override void Write(Utf8JsonWriter writer, LocalizedText value, JsonSerializerOptions options)
    {
        if (value.Variants is { Count: 1 } only && only.ContainsKey(LocalizedText.AnyLanguage))
        {
            writer.WriteStringValue(value.ToString());
            return;
        }

        writer.WriteStartObject();
        foreach ((string language, string text) in value.Variants)
        {
            writer.WriteString(language, text);
        }

        writer.WriteEndObject();
    }

    private static JsonException Malformed() => new("A text is a string, or an object of language tags and strings such as {\"fr\": \"Bonjour\", \"*\": \"Hello\"}.");
}
