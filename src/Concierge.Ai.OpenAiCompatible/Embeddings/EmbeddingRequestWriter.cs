using System.Buffers;
using System.Text.Json;
using Concierge.Ai.OpenAiCompatible.Chat;
using Microsoft.Extensions.AI;

namespace Concierge.Ai.OpenAiCompatible.Embeddings;

/// <summary>Writes the body of a request for embeddings.</summary>
internal static class EmbeddingRequestWriter
{
    public static HttpContent Write(IReadOnlyList<string> texts, EmbeddingGenerationOptions? options, OpenAiCompatibleOptions settings)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("model"u8, options?.ModelId ?? settings.Model);
            json.WriteStartArray("input"u8);
            foreach (string text in texts)
            {
                json.WriteStringValue(text);
            }

            json.WriteEndArray();
            json.WriteString("encoding_format"u8, "float"u8);
            if (options?.Dimensions is { } dimensions)
            {
                json.WriteNumber("dimensions"u8, dimensions);
            }

            json.WriteEndObject();
        }

        return ChatRequestWriter.ContentOf(buffer.WrittenMemory);
    }
}
