using System.Buffers.Binary;
using System.Text.Json;
using Concierge.Ai.OpenAiCompatible.Chat;
using Concierge.Ai.OpenAiCompatible.Http;
using Microsoft.Extensions.AI;

namespace Concierge.Ai.OpenAiCompatible.Embeddings;

/// <summary>Reads the vectors of an answer, in the order of the texts.</summary>
internal static class EmbeddingAnswerReader
{
    /// <exception cref="ModelRequestException">The answer is an error, or not one vector of one length for each text.</exception>
    public static GeneratedEmbeddings<Embedding<float>> Read(JsonElement answer, int count, string section, OpenAiCompatibleOptions settings)
    {
        var vectors = new ReadOnlyMemory<float>[count];
        int place = 0;
        foreach (JsonElement item in Field.Elements(answer, "data"))
        {
            long index = Field.Number(item, "index") ?? place;
            if (index >= 0 && index < count && item.TryGetProperty("embedding", out JsonElement embedding))
            {
                vectors[index] = VectorOf(embedding);
            }

            place++;
        }

        if (Array.Exists(vectors, vector => vector.Length == 0 || vector.Length != vectors[0].Length))
        {
            throw FailureReader.Find(answer, section, settings) ?? new ModelRequestException(
                ModelFailure.InvalidAnswer, $"The endpoint did not answer with one embedding of one length for each of {count} texts. Check {section}:{nameof(settings.Model)}: it may not be a model for embeddings.");
        }

        string? model = Field.Text(answer, "model") ?? settings.Model;
        return new GeneratedEmbeddings<Embedding<float>>(vectors.Select(vector => new Embedding<float>(vector) { ModelId = model })) { Usage = UsageReader.Read(answer) };
    }

    /// <summary>Numbers, or base64 of little-endian floats; empty for anything else.</summary>
    private static ReadOnlyMemory<float> VectorOf(JsonElement embedding)
    {
        if (embedding.ValueKind == JsonValueKind.String)
        {
            return embedding.TryGetBytesFromBase64(out byte[]? bytes) && bytes.Length % sizeof(float) == 0 ? Floats(bytes) : default;
        }

        if (embedding.ValueKind != JsonValueKind.Array)
        {
            return default;
        }

        float[] vector = new float[embedding.GetArrayLength()];
        int i = 0;
        foreach (JsonElement number in embedding.EnumerateArray())
        {
            if (number.ValueKind != JsonValueKind.Number || !number.TryGetSingle(out vector[i++]))
            {
                return default;
            }
        }

        return vector;
    }

    private static float[] Floats(byte[] bytes)
    {
        float[] vector = new float[bytes.Length / sizeof(float)];
        for (int i = 0; i < vector.Length; i++)
        {
            vector[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(i * sizeof(float)));
        }

        return vector;
    }
}
