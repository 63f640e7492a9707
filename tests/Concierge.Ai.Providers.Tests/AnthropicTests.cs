using System.Text.Json.Nodes;
using Concierge.Ai.OpenAiCompatible.Tests;
using Concierge.Ai.OpenAiCompatible.Tests.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;

namespace Concierge.Ai.Providers.Tests;

/// <summary>The official SDK over real HTTP: what goes out, what comes back, and what failures look like to a host.</summary>
public sealed class AnthropicTests
{
    [Fact]
    public async Task Text_WithCachedTokens_IsRead()
    {
        await using ModelServer server = await ModelServer.StartAsync(Replies.Json("message-text.json"));

        ChatResponse answer = await Client(server).GetResponseAsync("Hello");

        answer.Text.Should().Be("Bonjour Zoé");
        answer.FinishReason.Should().Be(ChatFinishReason.Stop);
        answer.Usage!.InputTokenCount.Should().Be(1321, "what was read from and written to the cache is in it");
        answer.Usage.CachedInputTokenCount.Should().Be(1200);
        answer.Usage.OutputTokenCount.Should().Be(5);
        server.Requests.Single().Address.Should().StartWith("/v1/messages");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ParallelTools_GoThereAndBack(bool isStreaming)
    {
        await using ModelServer server = await ModelServer.StartAsync(isStreaming ? Replies.Events("message-tools.sse") : Replies.Json("message-tools.json"));
        var options = new ChatOptions { Tools = [AIFunctionFactory.Create((string city) => city, "weather"), AIFunctionFactory.Create((int people) => people, "book_table")] };
        List<ChatMessage> history = [new(ChatRole.User, "A table, and the weather?")];

        ChatResponse answer = isStreaming
            ? await Client(server).GetStreamingResponseAsync(history, options).ToChatResponseAsync()
            : await Client(server).GetResponseAsync(history, options);
        history.AddMessages(answer);
        history.Add(new ChatMessage(ChatRole.Tool, [new FunctionResultContent("toolu_1", "sunny"), new FunctionResultContent("toolu_2", "full") { Exception = new InvalidOperationException() }]));
        server.Reply = Replies.Json("message-text.json");
        await Client(server).GetResponseAsync(history, options);

        answer.Text.Should().Be("One moment.");
        answer.FinishReason.Should().Be(ChatFinishReason.ToolCalls);
        FunctionCallContent[] calls = [.. answer.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>()];
        calls.Select(call => $"{call.CallId} {call.Name} {call.Arguments!.Values.Single()}").Should().Equal("toolu_1 weather Lyon", "toolu_2 book_table 4");
        JsonArray results = server.Requests[1].Json["messages"]![2]!["content"]!.AsArray();
        results.Select(result => result!["tool_use_id"]!.GetValue<string>()).Should().Equal("toolu_1", "toolu_2");
        results[1]!["is_error"]!.GetValue<bool>().Should().BeTrue();
    }

    [Fact]
    public async Task ImageAndSchema_AreSent()
    {
        await using ModelServer server = await ModelServer.StartAsync(Replies.Json("message-text.json"));
        JsonNode schema = JsonNode.Parse("""{"type":"object","properties":{"day":{"type":"string"}},"required":["day"],"additionalProperties":false}""")!;

        await Client(server).GetResponseAsync(
            [new ChatMessage(ChatRole.User, [new TextContent("What is this?"), new DataContent("data:image/png;base64,iVBORw==")])],
            new ChatOptions { ResponseFormat = ChatResponseFormat.ForJsonSchema(System.Text.Json.JsonDocument.Parse(schema.ToJsonString()).RootElement) });

        JsonObject request = server.Requests.Single().Json;
        JsonNode image = request["messages"]![0]!["content"]![1]!;
        image["type"]!.GetValue<string>().Should().Be("image");
        image["source"]!["data"]!.GetValue<string>().Should().Be("iVBORw==");
        JsonNode.DeepEquals(request["output_config"]!["format"]!["schema"], schema).Should().BeTrue();
        request["max_tokens"]!.GetValue<int>().Should().Be(1024);
    }

    [Fact]
    public async Task Key_GoesAsAHeader()
    {
        await using ModelServer server = await ModelServer.StartAsync(Replies.Json("message-text.json"));

        await Client(server).GetResponseAsync("Hello");

        server.Requests.Single().Headers.Values.Should().Contain(value => value.Contains("test-key"));
    }

    [Fact]
    public async Task Prompt_ComesBeforeTheInstructions()
    {
        await using ModelServer server = await ModelServer.StartAsync(Replies.Json("message-text.json"));

        await Client(server).GetResponseAsync(
            [new ChatMessage(ChatRole.System, "Stable."), new ChatMessage(ChatRole.User, "Hello")], new ChatOptions { Instructions = "It is Monday." });

        string system = server.Requests.Single().Json["system"]!.ToJsonString();
        system.IndexOf("Stable.", StringComparison.Ordinal).Should().BePositive().And.BeLessThan(system.IndexOf("It is Monday.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(429, "rate_limit_error", "AnthropicRateLimitException")]
    [InlineData(500, "api_error", "Anthropic5xxException")]
    [InlineData(529, "overloaded_error", "AnthropicOverloadedException")]
    [InlineData(401, "authentication_error", "AnthropicUnauthorizedException")]
    public async Task Refusal_IsAnException_AfterTheRetriesThatWereAllowed(int status, string type, string exception)
    {
        await using ModelServer server = await ModelServer.StartAsync(Replies.Text(
            $$$"""{"type":"error","error":{"type":"{{{type}}}","message":"no","details":null},"request_id":"req_1"}""", status, headers: ("retry-after", "0")));

        Func<Task> ask = () => Client(server).GetResponseAsync("Hello");

        Exception thrown = (await ask.Should().ThrowAsync<Exception>()).Which;
        (thrown.GetType().Name + thrown.GetType().BaseType!.Name).Should().Contain(exception);
        server.Requests.Should().HaveCount(status == 401 ? 1 : 2);
    }

    [Fact]
    public async Task NonsenseAndCut_AreExceptions_NotAnswers()
    {
        await using ModelServer server = await ModelServer.StartAsync(Replies.Text("<html>hello</html>"));
        Func<Task> whole = () => Client(server).GetResponseAsync("Hello");
        await whole.Should().ThrowAsync<Exception>();

        server.Reply = CutAsync;
        Func<Task> streamed = () => Client(server).GetStreamingResponseAsync("Hello").ToChatResponseAsync();
        await streamed.Should().ThrowAsync<Exception>();
    }

    [Fact]
    public async Task Hang_EndsWithTheTimeout()
    {
        await using ModelServer server = await ModelServer.StartAsync(Replies.Hang);

        Func<Task> ask = () => Client(server, TimeSpan.FromMilliseconds(300)).GetResponseAsync("Hello");

        await ask.Should().ThrowAsync<Exception>().WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Stream_ThatFallsSilent_OutlivesTheTimeout_AndEndsWithTheCallersToken()
    {
        await using ModelServer server = await ModelServer.StartAsync(async context =>
        {
            await HalfAsync(context);
            await Replies.Hang(context);
        });
        using var budget = new CancellationTokenSource(TimeSpan.FromSeconds(2));

        Func<Task> ask = () => Client(server, TimeSpan.FromMilliseconds(300)).GetStreamingResponseAsync("Hello", cancellationToken: budget.Token).ToChatResponseAsync(budget.Token);

        await ask.Should().ThrowAsync<OperationCanceledException>().WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task TenMegabytes_AreRead_BecauseTheSdkHasNoBound()
    {
        string words = new('x', 10_000_000);
        string message = System.Text.Encoding.UTF8.GetString(Files.Recording("message-text.json")).Replace("Bonjour Zoé", words, StringComparison.Ordinal);
        await using ModelServer server = await ModelServer.StartAsync(Replies.Text(message));

        ChatResponse answer = await Client(server).GetResponseAsync("Hello");

        answer.Text.Should().HaveLength(words.Length, "whoever uses the SDK must bound what goes on from here");
    }

    private static async Task CutAsync(HttpContext context)
    {
        await HalfAsync(context);
        context.Abort();
    }

    private static async Task HalfAsync(HttpContext context)
    {
        context.Response.ContentType = "text/event-stream";
        await context.Response.Body.WriteAsync(Files.Recording("message-tools.sse").AsMemory(0, 900));
        await context.Response.Body.FlushAsync();
    }

    private static IChatClient Client(ModelServer server, TimeSpan? timeout = null) => AnthropicModel.Create(new Uri(server.Endpoint, "/"), timeout);
}
