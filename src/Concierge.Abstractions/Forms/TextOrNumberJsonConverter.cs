using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Concierge.Forms;

/// <summary>A limit is a number or a text, depending on what it limits; configuration knows texts only.</summary>
internal sealed class TextOrNumberJsonConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan),
        _ => throw new JsonException("A limit is a number, or a text such as \"09:00\"."),
    };

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
