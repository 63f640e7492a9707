using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Concierge.Ai.History;

/// <summary>
/// A message that is words alone lies as one text behind the letter of who said it; one with calls as an object. Every turn reads and writes the whole history, so each
/// name and bracket counts.
/// </summary>
internal sealed class HistoryMessageConverter : JsonConverter<HistoryMessage>
{
    private const int OnStack = 512;

    public override HistoryMessage Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? ReadWords(ref reader) : ReadObject(ref reader);

    public override void Write(Utf8JsonWriter writer, HistoryMessage value, JsonSerializerOptions options)
    {
        if (value is { Calls: null, Text: { } words })
        {
            WriteWords(writer, value.Role, words);
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("r"u8, [value.Role]);
        if (value.Text is not null)
        {
            writer.WriteString("t"u8, value.Text);
        }

        if (value.Calls is not null)
        {
            writer.WritePropertyName("c"u8);
            JsonSerializer.Serialize(writer, value.Calls, AiJson.Default.ListHistoryCall);
        }

        writer.WriteEndObject();
    }

    private static HistoryMessage ReadWords(ref Utf8JsonReader reader)
    {
        int length = reader.HasValueSequence ? checked((int)reader.ValueSequence.Length) : reader.ValueSpan.Length;
        char[]? rented = length > OnStack ? ArrayPool<char>.Shared.Rent(length) : null;
        Span<char> characters = rented ?? stackalloc char[OnStack];
        int count = reader.CopyString(characters);
        if (count == 0)
        {
            throw new JsonException("A message of the history has no role.");
        }

        var message = new HistoryMessage { Role = characters[0], Text = new string(characters[1..count]) };
        if (rented is not null)
        {
            ArrayPool<char>.Shared.Return(rented);
        }

        return message;
    }

    private static HistoryMessage ReadObject(ref Utf8JsonReader reader)
    {
        char role = HistoryMessage.Assistant;
        string? text = null;
        List<HistoryCall>? calls = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("r"u8))
            {
                reader.Read();
                role = reader.GetString() is [char letter] ? letter : role;
            }
            else if (reader.ValueTextEquals("t"u8))
            {
                reader.Read();
                text = reader.GetString();
            }
            else if (reader.ValueTextEquals("c"u8))
            {
                reader.Read();
                calls = JsonSerializer.Deserialize(ref reader, AiJson.Default.ListHistoryCall);
            }
            else
            {
                reader.Skip();
            }
        }

        return new HistoryMessage { Role = role, Text = text, Calls = calls };
    }

    private static void WriteWords(Utf8JsonWriter writer, char role, string words)
    {
        int length = words.Length + 1;
        char[]? rented = length > OnStack ? ArrayPool<char>.Shared.Rent(length) : null;
        Span<char> characters = rented ?? stackalloc char[OnStack];
        characters[0] = role;
        words.CopyTo(characters[1..]);
        writer.WriteStringValue(characters[..length]);
        if (rented is not null)
        {
            ArrayPool<char>.Shared.Return(rented);
        }
    }
}
