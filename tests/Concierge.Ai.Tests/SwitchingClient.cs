namespace Concierge.Ai.Tests;

/// <summary>Whatever model there is at the moment.</summary>
internal sealed class SwitchingClient(Func<IChatClient> current) : IChatClient
{
    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        current().GetResponseAsync(messages, options, cancellationToken);

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        current().GetStreamingResponseAsync(messages, options, cancellationToken);

    public object? GetService(Type serviceType, object? serviceKey = null) => current().GetService(serviceType, serviceKey);

    public void Dispose()
    {
    }
}
