using Microsoft.Extensions.AI;

namespace Concierge.Ai.OpenAiCompatible.Tests.Embeddings;

/// <summary>Real vectors: what is near in meaning is near in numbers.</summary>
public sealed class RealEmbeddingTests(SentenceEncoder encoder) : IClassFixture<SentenceEncoder>
{
    private static readonly string[] Answers =
    [
        "We are open from nine in the morning to six in the evening.",
        "You can pay by card or in cash.",
        "Dogs are welcome on the terrace.",
        "Parking is free behind the house.",
        "Breakfast is served from seven o'clock.",
    ];

    [Theory]
    [InlineData("What are your opening hours?", 0)]
    [InlineData("Do you accept credit cards for payment?", 1)]
    [InlineData("May I bring my dog?", 2)]
    [InlineData("Where can I park my car?", 3)]
    [InlineData("When can I have breakfast?", 4)]
    public async Task Question_IsNearestToItsAnswer(string question, int answer)
    {
        using IEmbeddingGenerator<string, Embedding<float>> generator =
            OpenAiCompatibleClients.CreateEmbeddingGenerator(TestModel.Http, new OpenAiCompatibleOptions { Endpoint = encoder.Endpoint, Model = "use-lite" });

        GeneratedEmbeddings<Embedding<float>> vectors = await generator.GenerateAsync([question, .. Answers]);

        float[] near = [.. vectors.Skip(1).Select(vector => Cosine(vectors[0].Vector.Span, vector.Vector.Span))];
        vectors[0].Dimensions.Should().Be(512);
        Array.IndexOf(near, near.Max()).Should().Be(answer, "the similarities are {0}", string.Join(" ", near));
    }

    private static float Cosine(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        float product = 0, lengthA = 0, lengthB = 0;
        for (int i = 0; i < a.Length; i++)
        {
            product += a[i] * b[i];
            lengthA += a[i] * a[i];
            lengthB += b[i] * b[i];
        }

        return product / MathF.Sqrt(lengthA * lengthB);
    }
}
