using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Concierge.Testing.Evaluation;

/// <summary>Notes what a model asks for and uses in one turn; the model may be another one in each turn.</summary>
internal sealed class ObservedModel(IChatClient inner) : IChatClient
{
    private readonly Lock _gate = new();
    private List<FunctionCallContent> _calls = [];

    public IChatClient Inner { get; set; } = inner;

    public long Tokens { get; private set; }

    /// <summary>The calls since the last time.</summary>
    public IReadOnlyList<FunctionCallContent> TakeCalls()
    {
        lock (_gate)
        {
            List<FunctionCallContent> calls = _calls;
            _calls = [];
            return calls;
        }
    }

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ChatResponse response = await Inner.GetResponseAsync(messages, options, cancellationToken);
        Note(response.Messages.SelectMany(message => message.Contents), response.Usage);
        return response;
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (ChatResponseUpdate update in Inner.GetStreamingResponseAsync(messages, options, cancellationToken))
        {
            Note(update.Contents, update.Contents.OfType<UsageContent>().FirstOrDefault()?.Details);
            yield return update;
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType.IsInstanceOfType(this) ? this : Inner.GetService(serviceType, serviceKey);

    public void Dispose() => Inner.Dispose();

    private void Note(IEnumerable<AIContent> contents, UsageDetails? usage)
    {
        lock (_gate)
        {
            _calls.AddRange(contents.OfType<FunctionCallContent>());
            Tokens += usage?.TotalTokenCount ?? (usage?.InputTokenCount ?? 0) + (usage?.OutputTokenCount ?? 0);
        }
    }
}
