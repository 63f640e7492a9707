using Concierge.Ai.OpenAiCompatible.Tests.Server;
using Microsoft.Extensions.AI;

namespace Concierge.Ai.OpenAiCompatible.Tests;

/// <summary>A server and what a client needs to talk to it.</summary>
internal static class TestModel
{
    public const string Key = "sk-live-0123456789abcdefghij";

    /// <summary>One for all tests: its own time-out is off, as the clients ask for.</summary>
    public static HttpClient Http { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Timeout.InfiniteTimeSpan };

    public static OpenAiCompatibleOptions Options(this ModelServer server, Action<OpenAiCompatibleOptions>? change = null)
    {
        var options = new OpenAiCompatibleOptions { Endpoint = server.Endpoint, Model = "test-model", ApiKey = Key };
        change?.Invoke(options);
        return options;
    }

    public static IChatClient Chat(this ModelServer server, Action<OpenAiCompatibleOptions>? change = null) =>
        OpenAiCompatibleClients.CreateChatClient(Http, server.Options(change));

    /// <summary>Asks whole or as a stream and returns the whole answer.</summary>
    public static async Task<ChatResponse> AskAsync(this IChatClient client, bool isStreaming, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ChatMessage[] messages = [new(ChatRole.User, "Hello")];
        return isStreaming
            ? await client.GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken)
            : await client.GetResponseAsync(messages, options, cancellationToken);
    }
}
