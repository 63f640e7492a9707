using System.Runtime.CompilerServices;

namespace Concierge.Ai.Tests.Hostile;

/// <summary>Calls the echo tool with the person's words and answers with them and what the tool said, slowly.</summary>
internal sealed class SlowClient(Func<TimeProvider> clock, Random random) : IChatClient
{
    public int Cancelled { get; private set; }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        List<ChatMessage> all = [.. messages];
        string said = all.Last(message => message.Role == ChatRole.User).Text;
        string result = string.Join(',', all.SelectMany(message => message.Contents.OfType<FunctionResultContent>()).Select(content => content.Result));
        try
        {
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(1500)), clock(), cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Cancelled++;
            throw;
        }

        yield return result.Length == 0
            ? new ChatResponseUpdate(ChatRole.Assistant, [ScriptedClient.Call("1", "echo", new { what = said })])
            : new ChatResponseUpdate(ChatRole.Assistant, $"{said}|{result}");
    }

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
