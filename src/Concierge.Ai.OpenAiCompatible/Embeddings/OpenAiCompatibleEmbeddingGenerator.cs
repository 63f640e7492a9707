using System.Text.Json;
using Concierge.Ai.OpenAiCompatible.Http;
using Microsoft.Extensions.AI;

namespace Concierge.Ai.OpenAiCompatible.Embeddings;

/// <summary>A model behind <c>/embeddings</c>.</summary>
internal sealed class OpenAiCompatibleEmbeddingGenerator(ModelConnection connection) : IEmbeddingGenerator<string, Embedding<float>>
{
    private const string Operation = "embeddings";

    /// <summary>Texts in one request: few enough for every server and for the bound on the answer.</summary>
    private const int BatchSize = 64;

    private const int SizeFactor = 8;

    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        OpenAiCompatibleOptions settings = connection.Options;
        var result = new GeneratedEmbeddings<Embedding<float>>();
        foreach (string[] batch in values.Chunk(BatchSize))
        {
            GeneratedEmbeddings<Embedding<float>> part = await GenerateBatchAsync(batch, options, settings, cancellationToken);
            result.AddRange(part);
            if (part.Usage is { } usage)
            {
                (result.Usage ??= new UsageDetails()).Add(usage);
            }
        }

        return result;
    }

    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null)
        {
            return null;
        }

        return serviceType == typeof(EmbeddingGeneratorMetadata)
            ? new EmbeddingGeneratorMetadata(ModelConnection.Provider, connection.Options.Endpoint, connection.Options.Model)
            : serviceType.IsInstanceOfType(this) ? this : null;
    }

    /// <summary>The HTTP client belongs to its factory or to whoever made it.</summary>
    public void Dispose()
    {
    }

    private async Task<GeneratedEmbeddings<Embedding<float>>> GenerateBatchAsync(string[] texts, EmbeddingGenerationOptions? options, OpenAiCompatibleOptions settings, CancellationToken cancellationToken)
    {
        using HttpContent content = EmbeddingRequestWriter.Write(texts, options, settings);
        using Deadline deadline = connection.Start(settings, cancellationToken);
        using HttpResponseMessage answer = await connection.PostAsync(settings, Operation, content, deadline);
        using JsonDocument json = await deadline.RunAsync(async token =>
        {
            await using Stream body = await connection.OpenAsync(answer, (long)settings.MaxResponseBytes * SizeFactor, token);
            return await JsonDocument.ParseAsync(body, cancellationToken: token);
        });
        return EmbeddingAnswerReader.Read(json.RootElement, texts.Length, connection.Section, settings);
    }
}
