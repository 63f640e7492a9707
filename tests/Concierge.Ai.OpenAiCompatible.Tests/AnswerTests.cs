using System.Text;
using Concierge.Ai.OpenAiCompatible.Tests.Server;
using Microsoft.Extensions.AI;

namespace Concierge.Ai.OpenAiCompatible.Tests;

public sealed class AnswerTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Text_WithUsage_IsRead(bool isStreaming)
    {
        await using ModelServer server = await ModelServer.StartAsync(isStreaming ? Replies.Events("stream-text.sse") : Replies.Json("answer-text.json"));

        ChatResponse answer = await server.Chat().AskAsync(isStreaming);

        ExpectText(answer);
        answer.ModelId.Should().Be("test-model-2026");
        answer.CreatedAt.Should().Be(DateTimeOffset.UnixEpoch.AddSeconds(1767225600));
        answer.FinishReason.Should().Be(ChatFinishReason.Stop);
        answer.Messages.Should().ContainSingle().Which.Role.Should().Be(ChatRole.Assistant);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ParallelTools_AreRead(bool isStreaming)
    {
        await using ModelServer server = await ModelServer.StartAsync(isStreaming ? Replies.Events("stream-tools.sse") : Replies.Json("answer-tools.json"));

        ExpectTools(await server.Chat().AskAsync(isStreaming));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Refusal_IsAnError_NotAnAnswer(bool isStreaming)
    {
        await using ModelServer server = await ModelServer.StartAsync(isStreaming ? Replies.Events("stream-refusal.sse") : Replies.Json("answer-refusal.json"));

        ChatResponse answer = await server.Chat().AskAsync(isStreaming);

        answer.Text.Should().BeEmpty();
        ErrorContent refusal = answer.Messages.Single().Contents.OfType<ErrorContent>().Single();
        refusal.Message.Should().Be("I cannot help with that.");
        refusal.ErrorCode.Should().Be("refusal");
    }

    [Fact]
    public async Task OddServer_IsUnderstood()
    {
        await using ModelServer server = await ModelServer.StartAsync(Replies.Json("answer-odd.json"));

        ChatResponse answer = await server.Chat().AskAsync(isStreaming: false);

        answer.Text.Should().Be("Which time?");
        answer.Messages.Single().Contents.OfType<TextReasoningContent>().Single().Text.Should().Be("A table, a time.");
        FunctionCallContent[] calls = [.. answer.Messages.Single().Contents.OfType<FunctionCallContent>()];
        calls.Select(call => call.Name).Should().Equal("list_tables", "broken", "empty");
        calls.Select(call => call.CallId).Should().OnlyHaveUniqueItems().And.NotContainNulls();
        calls[0].Arguments!["floor"]!.ToString().Should().Be("1");
        calls[1].Exception.Should().NotBeNull("the arguments are cut off");
        calls[2].Arguments.Should().BeEmpty();
        answer.FinishReason.Should().Be(ChatFinishReason.ToolCalls, "the server says stop, but there are calls");
        answer.Usage!.InputTokenCount.Should().Be(12);
        answer.Usage.TotalTokenCount.Should().Be(15);
    }

    [Theory]
    [InlineData("stream-same-index.sse")]
    [InlineData("stream-no-index.sse")]
    public async Task StreamedCalls_FromServersThatNumberThemOddly_AreKeptApart(string recording)
    {
        await using ModelServer server = await ModelServer.StartAsync(Replies.Events(recording));

        ChatResponse answer = await server.Chat().AskAsync(isStreaming: true);

        answer.Messages.Single().Contents.OfType<FunctionCallContent>()
            .Select(call => $"{call.CallId} {call.Name} {call.Arguments!["n"]}").Should().Equal("a first 1", "b second 2");
    }

    [Theory]
    [InlineData("stream-text.sse")]
    [InlineData("stream-tools.sse")]
    public async Task Stream_SplitAtEveryByte_IsTheSame(string recording)
    {
        await using ModelServer server = await ModelServer.StartAsync(Replies.Events(recording));
        using var splitting = new SplittingHandler();
        using var http = new HttpClient(splitting);
        using IChatClient client = OpenAiCompatibleClients.CreateChatClient(http, server.Options());
        int length = Files.Recording(recording).Length;

        for (int cut = 1; cut < length; cut++)
        {
            splitting.Cut = cut;
            Expect(recording, await client.AskAsync(isStreaming: true));
        }
    }

    [Theory]
    [InlineData("stream-text.sse")]
    [InlineData("stream-tools.sse")]
    public async Task Stream_ByteByByte_WithAnyLineEnding_IsTheSame(string recording)
    {
        byte[] windows = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Files.Recording(recording)).Replace("\n", "\r\n", StringComparison.Ordinal));
        await using ModelServer server = await ModelServer.StartAsync(Replies.EventBytes(Files.Recording(recording), 1));
        Expect(recording, await server.Chat().AskAsync(isStreaming: true));

        server.Reply = Replies.EventBytes(windows, 1);
        Expect(recording, await server.Chat().AskAsync(isStreaming: true));
    }

    [Fact]
    public async Task Stream_HandsOnWordsAsTheyCome()
    {
        using var gate = new SemaphoreSlim(0);
        await using ModelServer server = await ModelServer.StartAsync(async context =>
        {
            byte[] events = Files.Recording("stream-text.sse");
            int half = Encoding.UTF8.GetString(events).IndexOf(", à", StringComparison.Ordinal);
            await Replies.EventBytes(events[..half], events.Length)(context);
            await gate.WaitAsync(context.RequestAborted);
            await context.Response.Body.WriteAsync(events.AsMemory(half));
        });
        var words = new List<string>();

        await foreach (ChatResponseUpdate update in server.Chat().GetStreamingResponseAsync("Hello"))
        {
            words.Add(update.Text);
            if (words.Count == 1)
            {
                gate.Release();
            }
        }

        words.Where(word => word.Length > 0).Should().Equal("Bonjour Zoé", ", à bientôt 👋");
    }

    [Fact]
    public async Task Stream_FromAServerThatDoesNot_IsTheWholeAnswer()
    {
        await using ModelServer server = await ModelServer.StartAsync(Replies.Json("answer-text.json"));

        ExpectText(await server.Chat().AskAsync(isStreaming: true));
    }

    [Fact]
    public void Client_SaysWhatItTalksTo()
    {
        using IChatClient client = OpenAiCompatibleClients.CreateChatClient(TestModel.Http, new OpenAiCompatibleOptions { Endpoint = new Uri("http://localhost:11434/v1"), Model = "llama" });

        ChatClientMetadata metadata = client.GetService<ChatClientMetadata>()!;

        metadata.DefaultModelId.Should().Be("llama");
        metadata.ProviderUri.Should().Be(new Uri("http://localhost:11434/v1"));
        client.GetService<IChatClient>().Should().BeSameAs(client);
    }

    private static void Expect(string recording, ChatResponse answer)
    {
        if (recording == "stream-text.sse")
        {
            ExpectText(answer);
        }
        else
        {
            ExpectTools(answer);
        }
    }

    private static void ExpectText(ChatResponse answer)
    {
        Assert.Equal("Bonjour Zoé, à bientôt 👋", answer.Text);
        Assert.Equal((120, 9, 129, 100, 4), (answer.Usage!.InputTokenCount, answer.Usage.OutputTokenCount, answer.Usage.TotalTokenCount, answer.Usage.CachedInputTokenCount, answer.Usage.ReasoningTokenCount));
    }

    private static void ExpectTools(ChatResponse answer)
    {
        FunctionCallContent[] calls = [.. answer.Messages.Single().Contents.OfType<FunctionCallContent>()];
        Assert.Equal(["call_w1 weather", "call_b1 book_table"], calls.Select(call => $"{call.CallId} {call.Name}"));
        Assert.Equal("Lyon", calls[0].Arguments!["city"]!.ToString());
        Assert.Equal("2", calls[0].Arguments!["days"]!.ToString());
        Assert.Equal("près de la fenêtre", calls[1].Arguments!["note"]!.ToString());
        Assert.Equal(ChatFinishReason.ToolCalls, answer.FinishReason);
        Assert.Equal(120, answer.Usage!.TotalTokenCount);
    }
}
