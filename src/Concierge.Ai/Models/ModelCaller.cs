using Concierge.Ai.Spending;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace Concierge.Ai.Models;

/// <summary>
/// Asks the first client that answers. Every request is streamed, so that one that runs away or hangs is noticed early; a reply that
/// was cut, empty or endless counts as none.
/// </summary>
internal sealed class ModelCaller(ModelHealth health, TimeProvider clock, ILogger logger)
{
    /// <summary>More than any message could hold.</summary>
    private const int MaxCharacters = 64 * 1024;

    public async ValueTask<ChatResponse> AskAsync(
        string service,
        IReadOnlyList<ModelClient> clients,
        TimeSpan timeout,
        List<ChatMessage> messages,
        ChatOptions options,
        UsageMeter usage,
        CancellationToken cancellationToken)
    {
        IReadOnlyList<ModelClient> order = health.Order(clients);
        for (int i = 0; i < order.Count && (i == 0 || health.TakeFurther()); i++)
        {
            ModelClient client = order[i];

            var received = new List<ChatResponseUpdate>();
            long started = clock.GetTimestamp();
            try
            {
                ChatResponse response = await ReadAsync(client.Client, timeout, messages, options, received, cancellationToken);
                health.Succeeded(client.Key);
                string? model = response.ModelId ?? options.ModelId ?? (client.Client.GetService(typeof(ChatClientMetadata)) as ChatClientMetadata)?.DefaultModelId;
                AiTelemetry.Asked(model, response.Usage, clock.GetElapsedTime(started), error: null);
                usage.Add(model, response.Usage, messages, received);
                return response;
            }
            catch (Exception failure)
            {
                AiTelemetry.Asked(options.ModelId, usage: null, clock.GetElapsedTime(started), failure.GetType().Name);
                usage.AddFailed(options.ModelId, messages, received);
                if (cancellationToken.IsCancellationRequested)
                {
                    throw new OperationCanceledException(cancellationToken);
                }

                health.Failed(client.Key);
                Log.ModelFailed(logger, service, client.Key, failure.GetType().Name);
                Log.Failure(logger, failure);
            }
        }

        throw new ModelUnavailableException();
    }

    private async ValueTask<ChatResponse> ReadAsync(
        IChatClient client,
        TimeSpan timeout,
        List<ChatMessage> messages,
        ChatOptions options,
        List<ChatResponseUpdate> received,
        CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(timeout, clock);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        IAsyncEnumerator<ChatResponseUpdate> updates = client.GetStreamingResponseAsync(messages, options, linked.Token).GetAsyncEnumerator(linked.Token);
        int characters = 0;
        bool isReading = false;
        try
        {
            while (true)
            {
                isReading = true;
                ValueTask<bool> next = updates.MoveNextAsync();

                // A client that ignores its token is left behind.
                bool more = next.IsCompleted ? await next : await next.AsTask().WaitAsync(linked.Token);
                isReading = false;
                if (!more)
                {
                    break;
                }

                ChatResponseUpdate update = updates.Current ?? throw new InvalidOperationException("The client gave null for an update.");
                received.Add(update);
                characters += Characters(update);
                if (characters > MaxCharacters)
                {
                    throw new InvalidOperationException("The reply is longer than any message.");
                }
            }
        }
        finally
        {
            if (!isReading)
            {
                await updates.DisposeAsync();
            }
        }

        ChatResponse response = received.ToChatResponse();
        return HasSubstance(response) ? response : throw new InvalidOperationException("The reply is empty.");
    }

    private static int Characters(ChatResponseUpdate update)
    {
        int characters = 0;
        foreach (AIContent content in update.Contents)
        {
            characters += content switch
            {
                TextContent text => text.Text.Length,
                TextReasoningContent reasoning => reasoning.Text.Length,
                _ => 0,
            };
        }

        return characters;
    }

    private static bool HasSubstance(ChatResponse response)
    {
        foreach (ChatMessage message in response.Messages)
        {
            foreach (AIContent content in message.Contents)
            {
                if (content is FunctionCallContent || (content is TextContent text && !string.IsNullOrWhiteSpace(text.Text)))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
