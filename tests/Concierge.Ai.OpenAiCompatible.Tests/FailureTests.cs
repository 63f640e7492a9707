using Concierge.Ai.OpenAiCompatible.Tests.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;

namespace Concierge.Ai.OpenAiCompatible.Tests;

/// <summary>A model that fails in every way a network knows.</summary>
public sealed class FailureTests
{
    private const string Error = """{"error":{"message":"Incorrect API key provided: sk-live-0123456789abcdefghij for +41791234567","type":"TYPE","code":"CODE","param":null}}""";

    [Theory]
    [InlineData(401, "invalid_api_key", ModelFailure.Authentication, "*Concierge:Ai:ApiKey*invalid_api_key*", false)]
    [InlineData(403, "forbidden", ModelFailure.Authentication, "*may not*Concierge:Ai:ApiKey*", false)]
    [InlineData(404, "model_not_found", ModelFailure.NotFound, "*Concierge:Ai:Endpoint*Concierge:Ai:Model*", false)]
    [InlineData(402, "x", ModelFailure.OutOfCredit, "*no credit*", false)]
    [InlineData(400, "context_length_exceeded", ModelFailure.TooLong, "*longer than the model can read*", false)]
    [InlineData(400, "content_filter", ModelFailure.Filtered, "*content filter*", false)]
    [InlineData(400, "unsupported_parameter", ModelFailure.Rejected, "*unsupported_parameter*", false)]
    [InlineData(413, "x", ModelFailure.TooLong, "*Shorten*", false)]
    [InlineData(429, "rate_limit_exceeded", ModelFailure.RateLimited, "*Wait*", true)]
    [InlineData(429, "insufficient_quota", ModelFailure.OutOfCredit, "*no credit*", false)]
    [InlineData(500, "server_error", ModelFailure.Unavailable, "*later*", true)]
    [InlineData(503, "x", ModelFailure.Unavailable, "*later*", true)]
    [InlineData(529, "overloaded_error", ModelFailure.Unavailable, "*overloaded*HTTP 529*", true)]
    [InlineData(307, "x", ModelFailure.Rejected, "*redirects*Concierge:Ai:Endpoint*", false)]
    public async Task Refusal_SaysWhatToDo_AndTellsNoSecret(int status, string code, ModelFailure failure, string advice, bool isTransient)
    {
        string body = Error.Replace("CODE", code, StringComparison.Ordinal).Replace("TYPE", "error", StringComparison.Ordinal);
        await using ModelServer server = await ModelServer.StartAsync(Replies.Text(body, status, headers: ("x-request-id", "req_1")));
        foreach (bool isStreaming in (bool[])[false, true])
        {
            ModelRequestException exception = await FailAsync(server.Chat(), isStreaming);

            exception.Failure.Should().Be(failure);
            exception.IsTransient.Should().Be(isTransient);
            ((int)exception.StatusCode!).Should().Be(status);
            exception.Message.Should().Match(advice);
            exception.RequestId.Should().Be("req_1");
            exception.ToString().Should().NotContain(TestModel.Key).And.NotContain("41791234567");
            exception.EndpointMessage.Should().Contain("Incorrect API key").And.NotContain(TestModel.Key);
        }

        server.Requests.Should().HaveCount(2, "nothing is repeated here");
    }

    [Theory]
    [InlineData("Retry-After", "7", 7_000)]
    [InlineData("retry-after-ms", "250", 250)]
    [InlineData("Retry-After", "999999", 3_600_000)]
    public async Task RateLimit_TellsHowLongToWait(string header, string value, int milliseconds)
    {
        await using ModelServer server = await ModelServer.StartAsync(Replies.Text("slow down", 429, "text/plain", (header, value)));

        ModelRequestException exception = await FailAsync(server.Chat(), isStreaming: false);

        exception.RetryAfter.Should().Be(TimeSpan.FromMilliseconds(milliseconds));
        exception.Data[ModelRequestException.RetryAfterKey].Should().Be(exception.RetryAfter);
    }

    [Fact]
    public async Task MissingKey_AtAServerThatWantsOne_IsNamed()
    {
        await using ModelServer server = await ModelServer.StartAsync(Replies.Text("{}", 401));

        ModelRequestException exception = await FailAsync(server.Chat(options => options.ApiKey = null), isStreaming: false);

        exception.Message.Should().Contain("Set Concierge:Ai:ApiKey.");
    }

    [Theory]
    [InlineData("""{"error":{"message":"no","code":429,"type":"rate_limit"}}""", ModelFailure.RateLimited)]
    [InlineData("""{"object":"error","message":"no","code":404}""", ModelFailure.NotFound)]
    [InlineData("""{"error":"model crashed"}""", ModelFailure.Unavailable)]
    [InlineData("""[]""", ModelFailure.InvalidAnswer)]
    [InlineData("""{"choices":[]}""", ModelFailure.InvalidAnswer)]
    [InlineData("""{"choices":[{"message":"hello"}]}""", ModelFailure.InvalidAnswer)]
    [InlineData("""{"choices":[{"message":{"content":"hel""", ModelFailure.InvalidAnswer)]
    [InlineData("<html>Welcome</html>", ModelFailure.InvalidAnswer)]
    [InlineData("", ModelFailure.InvalidAnswer)]
    public async Task Answer200_ThatIsNone_IsAFailure(string body, ModelFailure failure)
    {
        await using ModelServer server = await ModelServer.StartAsync(Replies.Text(body));

        (await FailAsync(server.Chat(), isStreaming: false)).Failure.Should().Be(failure);
        (await FailAsync(server.Chat(), isStreaming: true)).Failure.Should().Be(failure);
    }

    [Theory]
    [InlineData("data: {\"id\":\n\n", ModelFailure.InvalidAnswer)]
    [InlineData("data: {\"choices\":[{\"delta\":{\"content\":\"Hi\"}}]}\n\ndata: oops\n\n", ModelFailure.InvalidAnswer)]
    [InlineData("", ModelFailure.CutOff)]
    public async Task Stream_OfNonsense_IsAFailure(string events, ModelFailure failure)
    {
        await using ModelServer server = await ModelServer.StartAsync(Replies.Text(events, type: "text/event-stream"));

        (await FailAsync(server.Chat(), isStreaming: true)).Failure.Should().Be(failure);
    }

    [Fact]
    public async Task Stream_WithAnErrorInTheMiddle_Fails()
    {
        await using ModelServer server = await ModelServer.StartAsync(Replies.Events("stream-error.sse"));

        ModelRequestException exception = await FailAsync(server.Chat(), isStreaming: true);

        exception.Failure.Should().Be(ModelFailure.Unavailable);
        exception.Message.Should().Contain("overloaded");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Stream_ThatIsCut_IsNotTakenForAnAnswer(bool isReset)
    {
        await using ModelServer server = await ModelServer.StartAsync(isReset ? Replies.HalfThenReset : Replies.HalfThenEnd);

        (await FailAsync(server.Chat(), isStreaming: true)).Failure.Should().Be(ModelFailure.CutOff);
    }

    [Fact]
    public async Task WholeAnswer_ThatIsCut_IsAFailure()
    {
        await using ModelServer server = await ModelServer.StartAsync(async context =>
        {
            context.Response.ContentLength = 1_000;
            await context.Response.WriteAsync("""{"choices":[{""");
            await context.Response.Body.FlushAsync();
            context.Abort();
        });

        (await FailAsync(server.Chat(), isStreaming: false)).Failure.Should().Be(ModelFailure.CutOff);
    }

    [Fact]
    public async Task Hang_BeforeTheFirstWord_EndsInTime()
    {
        await using ModelServer server = await ModelServer.StartAsync(Replies.Hang);

        ModelRequestException streamed = await FailAsync(server.Chat(options => options.FirstTokenTimeout = TimeSpan.FromMilliseconds(100)), isStreaming: true);
        ModelRequestException whole = await FailAsync(server.Chat(options => options.Timeout = TimeSpan.FromMilliseconds(100)), isStreaming: false);

        streamed.Failure.Should().Be(ModelFailure.TimedOut);
        streamed.Message.Should().Contain("Concierge:Ai:FirstTokenTimeout");
        whole.Failure.Should().Be(ModelFailure.TimedOut);
        whole.Message.Should().Contain("Concierge:Ai:Timeout");
    }

    [Fact]
    public async Task Hang_BehindComments_EndsInTime()
    {
        await using ModelServer server = await ModelServer.StartAsync(Replies.CommentsForEver());
        ModelRequestException first = await FailAsync(server.Chat(options => options.FirstTokenTimeout = TimeSpan.FromMilliseconds(200)), isStreaming: true);

        server.Reply = Replies.CommentsForEver("data: {\"choices\":[{\"delta\":{\"content\":\"Hi\"}}]}\n\n");
        ModelRequestException next = await FailAsync(server.Chat(options => options.IdleTimeout = TimeSpan.FromMilliseconds(200)), isStreaming: true);

        first.Message.Should().Contain("FirstTokenTimeout");
        next.Message.Should().Contain("IdleTimeout");
    }

    [Fact]
    public async Task Silence_AfterHalfAnAnswer_EndsInTime()
    {
        await using ModelServer server = await ModelServer.StartAsync(Replies.HalfThenSilence);

        ModelRequestException exception = await FailAsync(server.Chat(options => options.IdleTimeout = TimeSpan.FromMilliseconds(100)), isStreaming: true);

        exception.Failure.Should().Be(ModelFailure.TimedOut);
        exception.Message.Should().Contain("IdleTimeout");
    }

    [Fact]
    public async Task Drip_WithoutEnd_EndsInTime()
    {
        await using ModelServer server = await ModelServer.StartAsync(Replies.WordsForEver());

        ModelRequestException exception = await FailAsync(server.Chat(options => options.Timeout = TimeSpan.FromMilliseconds(400)), isStreaming: true);

        exception.Failure.Should().Be(ModelFailure.TimedOut);
        exception.Message.Should().Contain("Concierge:Ai:Timeout");
    }

    [Fact]
    public async Task SlowReader_OfAFastStream_DoesNotTimeOut()
    {
        await using ModelServer server = await ModelServer.StartAsync(Replies.Events("stream-text.sse"));
        IChatClient client = server.Chat(options => options.IdleTimeout = TimeSpan.FromMilliseconds(500));
        var words = new List<string>();

        await foreach (ChatResponseUpdate update in client.GetStreamingResponseAsync("Hello"))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(700), TimeProvider.System);
            words.Add(update.Text);
        }

        string.Concat(words).Should().StartWith("Bonjour");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task TenMegabytes_AreNotRead(bool isStreaming)
    {
        await using ModelServer server = await ModelServer.StartAsync(Replies.TenMegabytes(isStreaming));
        long before = GC.GetTotalAllocatedBytes();

        ModelRequestException exception = await FailAsync(server.Chat(options => options.MaxResponseBytes = 1_000_000), isStreaming);

        exception.Failure.Should().Be(ModelFailure.AnswerTooLarge);
        exception.Message.Should().Contain("Concierge:Ai:MaxResponseBytes");
        exception.IsTransient.Should().BeFalse();
        (GC.GetTotalAllocatedBytes() - before).Should().BeLessThan(200_000_000);
    }

    [Fact]
    public async Task NobodyThere_IsSaidWithTheAddress()
    {
        ModelServer server = await ModelServer.StartAsync(Replies.Hang);
        IChatClient client = server.Chat();
        int port = server.Endpoint.Port;
        await server.DisposeAsync();

        ModelRequestException exception = await FailAsync(client, isStreaming: true);

        exception.Failure.Should().Be(ModelFailure.Unreachable);
        exception.Message.Should().Contain($"127.0.0.1:{port}").And.Contain("Concierge:Ai:Endpoint");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cancellation_ByTheCaller_IsCancellation(bool isStreaming)
    {
        await using ModelServer server = await ModelServer.StartAsync(Replies.HalfThenSilence);
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));

        Func<Task> ask = () => server.Chat().AskAsync(isStreaming, cancellationToken: stop.Token);

        (await ask.Should().ThrowAsync<OperationCanceledException>()).Which.CancellationToken.IsCancellationRequested.Should().BeTrue();
    }

    private static async Task<ModelRequestException> FailAsync(IChatClient client, bool isStreaming)
    {
        Func<Task> ask = () => client.AskAsync(isStreaming);
        return (await ask.Should().ThrowAsync<ModelRequestException>()).Which;
    }
}
