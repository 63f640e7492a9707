using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Concierge.Reliability.ToolHost;

/// <summary>Has every amount noted and paid ("pay-5"), then repeats what the person said.</summary>
internal sealed class TillModel(TimeProvider clock) : IChatClient
{
    private static readonly TimeSpan Thinking = TimeSpan.FromMilliseconds(250);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.Delay(Thinking, clock, cancellationToken);
        List<ChatMessage> all = [.. messages];
        int asked = all.FindLastIndex(message => message.Role == ChatRole.User);
        string text = all[asked].Text;
        if (asked < all.Count - 1)
        {
            yield return new ChatResponseUpdate(ChatRole.Assistant, $"echo: {text}");
            yield break;
        }

        int amount = int.Parse(text.Split('-')[1], CultureInfo.InvariantCulture);
        yield return new ChatResponseUpdate(ChatRole.Assistant, [Call("Note", amount), Call("Pay", amount)]);
    }

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }

    private static FunctionCallContent Call(string tool, int amount) => new($"call-{tool}", tool, new Dictionary<string, object?> { ["amount"] = amount });
}
