using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Concierge.Ai.OpenAiCompatible.Http;
using Microsoft.Extensions.AI;

namespace Concierge.Ai.OpenAiCompatible.Chat;

/// <summary>A model behind <c>/chat/completions</c>.</summary>
internal sealed class OpenAiCompatibleChatClient(ModelConnection connection) : IChatClient
{
    private const string Operation = "chat/completions";

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        OpenAiCompatibleOptions settings = connection.Options;
        using HttpContent content = Compose(messages, options, settings, isStreaming: false);
        using Deadline deadline = connection.Start(settings, cancellationToken);
        using HttpResponseMessage answer = await connection.PostAsync(settings, Operation, content, deadline);
        return await ReadWholeAsync(answer, settings, deadline);
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        OpenAiCompatibleOptions settings = connection.Options;
        using HttpContent content = Compose(messages, options, settings, isStreaming: true);
        using Deadline deadline = connection.Start(settings, cancellationToken);
        deadline.ExpectFirstToken();
        using HttpResponseMessage answer = await connection.PostAsync(settings, Operation, content, deadline);
        if (answer.Content.Headers.ContentType?.MediaType is "application/json")
        {
            // The server does not stream.
            foreach (ChatResponseUpdate update in (await ReadWholeAsync(answer, settings, deadline)).ToChatResponseUpdates())
            {
                yield return update;
            }

            yield break;
        }

        await foreach (ChatResponseUpdate update in ReadEventsAsync(answer, settings, deadline))
        {
            yield return update;
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null)
        {
            return null;
        }

        return serviceType == typeof(ChatClientMetadata)
            ? new ChatClientMetadata(ModelConnection.Provider, connection.Options.Endpoint, connection.Options.Model)
            : serviceType.IsInstanceOfType(this) ? this : null;
    }

    /// <summary>The HTTP client belongs to its factory or to whoever made it.</summary>
    public void Dispose()
    {
    }

    private HttpContent Compose(IEnumerable<ChatMessage> messages, ChatOptions? options, OpenAiCompatibleOptions settings, bool isStreaming)
    {
        ArgumentNullException.ThrowIfNull(messages);
        if (options?.ConversationId is not null)
        {
            throw new NotSupportedException("Chat completions keep no conversation at the endpoint. Send the whole history and leave ChatOptions.ConversationId empty.");
        }

        return ChatRequestWriter.Write([.. messages], options, settings, isStreaming, options?.RawRepresentationFactory?.Invoke(this) as JsonObject);
    }

    private async Task<ChatResponse> ReadWholeAsync(HttpResponseMessage answer, OpenAiCompatibleOptions settings, Deadline deadline)
    {
        using JsonDocument json = await deadline.RunAsync(async token =>
        {
            await using Stream body = await connection.OpenAsync(answer, settings.MaxResponseBytes, token);
            return await JsonDocument.ParseAsync(body, cancellationToken: token);
        });
        return AnswerReader.Read(json.RootElement, connection.Section, settings);
    }

    private async IAsyncEnumerable<ChatResponseUpdate> ReadEventsAsync(HttpResponseMessage answer, OpenAiCompatibleOptions settings, Deadline deadline)
    {
        var reading = new StreamReading(connection.Section, settings);
        await using Stream body = await deadline.RunAsync(token => connection.OpenAsync(answer, settings.MaxResponseBytes, token));
        await using IAsyncEnumerator<SseItem<JsonDocument?>> events = SseParser.Create(body, ParseEvent).EnumerateAsync(deadline.Token).GetAsyncEnumerator(deadline.Token);
        bool isDone = false;
        while (!isDone && await deadline.RunAsync(_ => events.MoveNextAsync().AsTask()))
        {
            deadline.ExpectNothing();
            using JsonDocument? json = events.Current.Data;
            isDone = json is null;
            if (json is not null && reading.Take(json.RootElement) is { } update)
            {
                yield return update;
            }

            deadline.ExpectNextToken();
        }

        yield return reading.End(isDone);
    }

    /// <summary>Null for the end of the answer.</summary>
    private static JsonDocument? ParseEvent(string type, ReadOnlySpan<byte> data)
    {
        if (data.Trim(" "u8).StartsWith("[DONE]"u8))
        {
            return null;
        }

        // The parser reuses the memory.
        return JsonDocument.Parse(data.ToArray());
    }
}
