using System.Runtime.CompilerServices;

namespace Concierge.Ai.Tests;

/// <summary>A model that follows a script: one step per request, and an error when it is asked once more.</summary>
internal sealed class ScriptedClient : IChatClient
{
    private readonly Queue<Func<Request, IAsyncEnumerable<ChatResponseUpdate>>> _steps = new();
    private Func<Request, IAsyncEnumerable<ChatResponseUpdate>>? _otherwise;

    /// <summary>What was asked, as it was when it was asked.</summary>
    public List<Request> Requests { get; } = [];

    public Request Last => Requests[^1];

    public string? ModelId { get; set; } = "scripted-1";

    public UsageDetails? Usage { get; set; } = new() { InputTokenCount = 100, OutputTokenCount = 10 };

    public ScriptedClient Says(string text, string? conversationId = null) => Replies([new TextContent(text)], conversationId);

    public ScriptedClient Calls(params (string Id, string Name, object Arguments)[] calls) =>
        Replies([.. calls.Select(call => (AIContent)Call(call.Id, call.Name, call.Arguments))]);

    public ScriptedClient Replies(IList<AIContent> contents, string? conversationId = null) => Does(_ => Stream(contents, conversationId));

    public ScriptedClient Fails(Exception failure) => Does(_ => Throw(failure));

    public ScriptedClient Does(Func<Request, IAsyncEnumerable<ChatResponseUpdate>> step)
    {
        _steps.Enqueue(step);
        return this;
    }

    public ScriptedClient Always(Func<Request, IList<AIContent>> reply)
    {
        _otherwise = request => Stream(reply(request), null);
        return this;
    }

    public static FunctionCallContent Call(string id, string name, object arguments) => new(
        id,
        name,
        System.Text.Json.JsonSerializer.SerializeToElement(arguments).EnumerateObject().ToDictionary(p => p.Name, p => (object?)p.Value.Clone()));

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var request = new Request([.. messages.Select(message => message.Clone())], options?.Clone(), cancellationToken);
        Requests.Add(request);
        return _steps.TryDequeue(out Func<Request, IAsyncEnumerable<ChatResponseUpdate>>? step)
            ? step(request)
            : _otherwise?.Invoke(request) ?? throw new InvalidOperationException("The script is at its end.");
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
    }

    public async IAsyncEnumerable<ChatResponseUpdate> Stream(IList<AIContent> contents, string? conversationId)
    {
        await Task.CompletedTask;
        foreach (AIContent content in contents)
        {
            yield return new ChatResponseUpdate(content is FunctionResultContent ? ChatRole.Tool : ChatRole.Assistant, [content]) { ModelId = ModelId, ConversationId = conversationId };
        }

        if (Usage is not null)
        {
            yield return new ChatResponseUpdate(ChatRole.Assistant, [new UsageContent(Usage)]) { ModelId = ModelId, ConversationId = conversationId };
        }
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> Throw(Exception failure)
    {
        await Task.CompletedTask;
        if (failure is not null)
        {
            throw failure;
        }

        yield break;
    }

    internal sealed record Request(IReadOnlyList<ChatMessage> Messages, ChatOptions? Options, CancellationToken CancellationToken)
    {
        public IReadOnlyList<FunctionResultContent> Results => [.. Messages.SelectMany(message => message.Contents.OfType<FunctionResultContent>())];

        public string Result(string callId) => (string)Results.Last(result => result.CallId == callId).Result!;

        public string Text => string.Join('\n', Messages.Select(message => message.Text));

        public IReadOnlyList<string> ToolNames => [.. (Options?.Tools ?? []).Select(tool => tool.Name)];
    }
}
