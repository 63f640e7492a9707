using System.Text.Json;
using System.Text.Json.Nodes;
using Concierge.Ai.OpenAiCompatible.Tests.Server;
using Microsoft.Extensions.AI;

namespace Concierge.Ai.OpenAiCompatible.Tests;

/// <summary>What goes over the wire, byte for byte as JSON.</summary>
public sealed class SentRequestTests
{
    private static readonly JsonElement Schema = JsonDocument.Parse(
        """{"type":"object","properties":{"people":{"type":"integer"},"note":{"type":"string","default":""}},"required":["people"]}""").RootElement;

    [Fact]
    public async Task Conversation_WithEverything_IsWrittenAsTheProtocolSays()
    {
        await using ModelServer server = await ModelServer.StartAsync(Replies.Json("answer-text.json"));
        var image = new DataContent("data:image/png;base64,iVBORw==") { AdditionalProperties = new() { ["detail"] = "low" } };
        ChatMessage[] messages =
        [
            new(ChatRole.System, "You are kind."),
            new(ChatRole.System, "You work in a hotel."),
            new(ChatRole.User, "A table, and the weather?") { AuthorName = "Zoé-1" },
            new(ChatRole.Assistant, [
                new TextReasoningContent("They want two things."),
                new TextContent("One moment."),
                new FunctionCallContent("c1", "weather", new Dictionary<string, object?> { ["city"] = "Lyon", ["days"] = 2 }),
                new FunctionCallContent("c2", "book_table") { Exception = new JsonException("half") },
                new UsageContent(new UsageDetails()),
            ]),
            new(ChatRole.Tool, [
                new FunctionResultContent("c1", JsonDocument.Parse("""{"sky":"blue"}""").RootElement),
                new FunctionResultContent("c2", null) { Exception = new InvalidOperationException("no") },
            ]),
            new(ChatRole.Assistant, "Blue sky; no table yet."),
            new(ChatRole.User, [
                new TextContent("What is this? 👀"),
                image,
                new UriContent("https://example.com/a.jpg", "image/jpeg"),
                new DataContent("data:application/pdf;base64,JVBERi0=") { Name = "menu.pdf" },
                new DataContent("data:audio/wav;base64,UklGRg=="),
            ]),
        ];

        await server.Chat().GetResponseAsync(messages, new ChatOptions { Instructions = "It is Monday." });

        Expect(server, "conversation.json");
        SeenRequest request = server.Requests.Single();
        request.Address.Should().Be("/v1/chat/completions");
        request.Headers["Authorization"].Should().Be($"Bearer {TestModel.Key}");
        request.Headers["Content-Type"].Should().Be("application/json");
    }

    [Fact]
    public async Task Options_AllOfThem_AreWrittenAsTheProtocolSays()
    {
        await using ModelServer server = await ModelServer.StartAsync(Replies.Json("answer-text.json"));
        var options = new ChatOptions
        {
            ModelId = "other-model", Temperature = 0.5f, TopP = 0.9f, TopK = 40, FrequencyPenalty = 0.1f, PresencePenalty = 0.2f, Seed = 7, MaxOutputTokens = 300, StopSequences = ["END"],
            Reasoning = new ReasoningOptions { Effort = ReasoningEffort.Low },
            Tools = [Tool("book_table"), Tool("strict_one", ("strict", true))],
            ToolMode = ChatToolMode.RequireSpecific("book_table"),
            AllowMultipleToolCalls = false,
            ResponseFormat = new ChatResponseFormatJson(JsonDocument.Parse("""{"type":"object","properties":{"day":{"type":"string"}}}""").RootElement, "Booking`1", "A booking."),
            RawRepresentationFactory = _ => new JsonObject { ["chat_template_kwargs"] = new JsonObject { ["enable_thinking"] = false } },
        };

        await server.Chat().AskAsync(isStreaming: false, options);

        Expect(server, "options.json");
    }

    [Theory]
    [InlineData("auto", "auto")]
    [InlineData("none", "none")]
    [InlineData("any", "required")]
    public async Task ToolMode_IsWritten(string mode, string expected)
    {
        await using ModelServer server = await ModelServer.StartAsync(Replies.Json("answer-text.json"));
        ChatToolMode toolMode = mode switch { "auto" => ChatToolMode.Auto, "none" => ChatToolMode.None, _ => ChatToolMode.RequireAny };

        await server.Chat().AskAsync(false, new ChatOptions { Tools = [Tool("a")], ToolMode = toolMode });

        server.Requests.Single().Json["tool_choice"]!.GetValue<string>().Should().Be(expected);
    }

    [Theory]
    [InlineData(TokenLimitField.Auto, "max_tokens")]
    [InlineData(TokenLimitField.MaxTokens, "max_tokens")]
    [InlineData(TokenLimitField.MaxCompletionTokens, "max_completion_tokens")]
    public async Task TokenLimit_GoesUnderTheNameThatTheServerKnows(TokenLimitField field, string expected)
    {
        await using ModelServer server = await ModelServer.StartAsync(Replies.Json("answer-text.json"));

        await server.Chat(options => options.TokenLimitField = field).AskAsync(false, new ChatOptions { MaxOutputTokens = 50 });

        server.Requests.Single().Json[expected]!.GetValue<int>().Should().Be(50);
    }

    [Fact]
    public async Task TokenLimit_AtOpenAi_GoesUnderItsNewName()
    {
        string? body = null;
        using var http = new HttpClient(new CallbackHandler(async request =>
        {
            body = await request.Content!.ReadAsStringAsync();
            return new HttpResponseMessage { Content = new ByteArrayContent(Files.Recording("answer-text.json")) };
        }));
        using IChatClient client = OpenAiCompatibleClients.CreateChatClient(http, new OpenAiCompatibleOptions { Endpoint = new Uri("https://api.openai.com/v1"), Model = "m", ApiKey = TestModel.Key });

        await client.AskAsync(false, new ChatOptions { MaxOutputTokens = 50 });

        JsonNode.Parse(body!)!["max_completion_tokens"]!.GetValue<int>().Should().Be(50);
    }

    [Fact]
    public async Task Streaming_AsksForUsage_UnlessTurnedOff()
    {
        await using ModelServer server = await ModelServer.StartAsync(Replies.Events("stream-text.sse"));

        await server.Chat().AskAsync(isStreaming: true);
        await server.Chat(options => options.StreamUsage = false).AskAsync(isStreaming: true);

        server.Requests[0].Json["stream"]!.GetValue<bool>().Should().BeTrue();
        server.Requests[0].Json["stream_options"]!["include_usage"]!.GetValue<bool>().Should().BeTrue();
        server.Requests[1].Json.ContainsKey("stream_options").Should().BeFalse();
    }

    [Fact]
    public async Task SchemaFreeJson_IsAskedForAsAnObject()
    {
        await using ModelServer server = await ModelServer.StartAsync(Replies.Json("answer-text.json"));

        await server.Chat().AskAsync(false, new ChatOptions { ResponseFormat = ChatResponseFormat.Json });
        await server.Chat(options => options.StrictJsonSchema = false).AskAsync(false, new ChatOptions { ResponseFormat = ChatResponseFormat.ForJsonSchema(Schema) });

        server.Requests[0].Json["response_format"]!["type"]!.GetValue<string>().Should().Be("json_object");
        JsonNode schema = server.Requests[1].Json["response_format"]!["json_schema"]!;
        schema["strict"].Should().BeNull();
        schema["name"]!.GetValue<string>().Should().Be("answer");
        JsonNode.DeepEquals(schema["schema"], JsonNode.Parse(Schema.GetRawText())).Should().BeTrue();
    }

    [Fact]
    public async Task AzureStyle_KeyHeaderAndVersion_AreKept()
    {
        await using ModelServer server = await ModelServer.StartAsync(Replies.Json("answer-text.json"));
        IChatClient client = server.Chat(options =>
        {
            options.Endpoint = new Uri(server.Endpoint, "/openai/deployments/gpt/?api-version=2026-01-01");
            options.ApiKeyHeader = "api-key";
            options.Headers["X-Team"] = "desk";
        });

        await client.AskAsync(false);

        SeenRequest request = server.Requests.Single();
        request.Address.Should().Be("/openai/deployments/gpt/chat/completions?api-version=2026-01-01");
        request.Headers["api-key"].Should().Be(TestModel.Key);
        request.Headers["X-Team"].Should().Be("desk");
        request.Headers.Should().NotContainKey("Authorization");
    }

    [Fact]
    public async Task HalfAnEmoji_InTheHistory_DoesNotBreakTheRequest()
    {
        await using ModelServer server = await ModelServer.StartAsync(Replies.Json("answer-text.json"));

        await server.Chat().GetResponseAsync([new ChatMessage(ChatRole.User, "cut \ud83d")]);

        server.Requests.Single().Json["messages"]![0]!["content"]!.GetValue<string>().Should().Be("cut \ufffd");
    }

    [Theory]
    [InlineData("audio/ogg")]
    [InlineData("application/msword")]
    public async Task Content_ThatTheWireCannotCarry_IsRefusedWithAdvice(string mediaType)
    {
        await using ModelServer server = await ModelServer.StartAsync(Replies.Json("answer-text.json"));

        Func<Task> ask = () => server.Chat().GetResponseAsync([new ChatMessage(ChatRole.User, [new DataContent(new byte[] { 1 }, mediaType)])]);

        (await ask.Should().ThrowAsync<NotSupportedException>()).WithMessage($"*{mediaType}*transcribe*");
        server.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task HostedToolAndServerThread_AreRefused_NotDropped()
    {
        await using ModelServer server = await ModelServer.StartAsync(Replies.Json("answer-text.json"));

        Func<Task> hosted = () => server.Chat().AskAsync(false, new ChatOptions { Tools = [new HostedWebSearchTool()] });
        Func<Task> thread = () => server.Chat().AskAsync(false, new ChatOptions { ConversationId = "t1" });

        (await hosted.Should().ThrowAsync<NotSupportedException>()).WithMessage("*web_search*");
        await thread.Should().ThrowAsync<NotSupportedException>();
        server.Requests.Should().BeEmpty();
    }

    private static AIFunctionDeclaration Tool(string name, params (string Name, object? Value)[] properties) => new DeclaredTool(name, Schema, properties);

    private static void Expect(ModelServer server, string file) =>
        JsonNode.DeepEquals(server.Requests.Single().Json, JsonNode.Parse(Files.Sent(file))).Should().BeTrue("the request should be as in {0} but was {1}", file, server.Requests.Single().Json);

    private sealed class DeclaredTool(string name, JsonElement schema, (string Name, object? Value)[] properties) : AIFunctionDeclaration
    {
        public override string Name => name;

        public override string Description => "Books a table.";

        public override JsonElement JsonSchema => schema;

        public override IReadOnlyDictionary<string, object?> AdditionalProperties { get; } = properties.ToDictionary(property => property.Name, property => property.Value);
    }
}
