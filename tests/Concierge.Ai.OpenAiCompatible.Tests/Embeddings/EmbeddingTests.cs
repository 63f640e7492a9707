using Concierge.Ai.OpenAiCompatible.Tests.Server;
using Microsoft.Extensions.AI;

namespace Concierge.Ai.OpenAiCompatible.Tests.Embeddings;

public sealed class EmbeddingTests
{
    [Theory]
    [InlineData("embeddings.json")]
    [InlineData("embeddings-base64.json")]
    public async Task Texts_GetTheirVectors_InTheirOrder(string recording)
    {
        await using ModelServer server = await ModelServer.StartAsync(Replies.Json(recording));
        using IEmbeddingGenerator<string, Embedding<float>> generator = OpenAiCompatibleClients.CreateEmbeddingGenerator(TestModel.Http, server.Options());

        GeneratedEmbeddings<Embedding<float>> vectors = await generator.GenerateAsync(["one", "two"], new EmbeddingGenerationOptions { Dimensions = 3 });

        vectors[0].Vector.ToArray().Should().Equal(1f, 2f, 3.5f);
        vectors[1].Vector.ToArray().Should().Equal(0.5f, -0.25f, 1f);
        SeenRequest request = server.Requests.Single();
        request.Address.Should().Be("/v1/embeddings");
        request.Json.ToJsonString().Should().Be("""{"model":"test-model","input":["one","two"],"encoding_format":"float","dimensions":3}""");
    }

    [Fact]
    public async Task ManyTexts_GoInSeveralRequests_AndCostTheirSum()
    {
        await using ModelServer server = await ModelServer.StartAsync(context => Replies.Json("embeddings.json")(context));
        server.Reply = async context =>
        {
            int count = server.Requests[^1].Json["input"]!.AsArray().Count;
            string data = string.Join(',', Enumerable.Range(0, count).Select(i => $$"""{"index":{{i}},"embedding":[{{i}},1]}"""));
            await Replies.Text($$$"""{"data":[{{{data}}}],"usage":{"prompt_tokens":{{{count}}},"total_tokens":{{{count}}}}}""")(context);
        };
        using IEmbeddingGenerator<string, Embedding<float>> generator = OpenAiCompatibleClients.CreateEmbeddingGenerator(TestModel.Http, server.Options());

        GeneratedEmbeddings<Embedding<float>> vectors = await generator.GenerateAsync(Enumerable.Range(0, 150).Select(i => $"text {i}"));

        vectors.Should().HaveCount(150);
        vectors[65].Vector.Span[0].Should().Be(1);
        vectors.Usage!.InputTokenCount.Should().Be(150);
        server.Requests.Should().HaveCount(3);
    }

    [Theory]
    [InlineData("""{"data":[{"index":0,"embedding":[1,2]}]}""")]
    [InlineData("""{"data":[{"index":0,"embedding":[1,2]},{"index":1,"embedding":[1]}]}""")]
    [InlineData("""{"data":[{"index":0,"embedding":["x"]},{"index":9,"embedding":[1]}]}""")]
    public async Task Answer_WithoutOneVectorForEachText_IsAFailure(string body)
    {
        await using ModelServer server = await ModelServer.StartAsync(Replies.Text(body));
        using IEmbeddingGenerator<string, Embedding<float>> generator = OpenAiCompatibleClients.CreateEmbeddingGenerator(TestModel.Http, server.Options());

        Func<Task> generate = () => generator.GenerateAsync(["one", "two"]);

        (await generate.Should().ThrowAsync<ModelRequestException>()).Which.Failure.Should().Be(ModelFailure.InvalidAnswer);
    }
}
