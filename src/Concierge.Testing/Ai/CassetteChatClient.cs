using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Concierge.Testing.Ai;

/// <summary>
/// Records a model's answers as files and plays them back: a live model once, the same answers in every later run, without a network
/// or a key. A request is the same if its words, tools and settings are; ids and times do not count. Thread-safe.
/// </summary>
/// <remarks>The files hold what people wrote. Record with made-up people.</remarks>
public sealed class CassetteChatClient : IChatClient
{
    private readonly string _folder;
    private readonly IChatClient? _live;

    /// <summary>A cassette.</summary>
    /// <param name="folder">Where the recordings are, one file per request.</param>
    /// <param name="live">Answers requests that are not recorded; null to play back only.</param>
    public CassetteChatClient(string folder, IChatClient? live = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        _folder = folder;
        _live = live;
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The request is not recorded and there is no live model.</exception>
    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ChatMessage[] history = [.. messages];
        string file = Path.Combine(_folder, $"{KeyOf(history, options)}.json");
        if (File.Exists(file))
        {
            return await ReadAsync(file, cancellationToken);
        }

        if (_live is null)
        {
            throw new InvalidOperationException(
                $"The request that ends with \"{history.LastOrDefault()?.Text}\" is not recorded in {_folder}. Give the cassette a live model and run once more; recordings are also out of date when prompts or tools change.");
        }

        ChatResponse response = await _live.GetResponseAsync(history, options, cancellationToken);
        await WriteAsync(file, response, cancellationToken);
        return response;
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The request is not recorded and there is no live model.</exception>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (ChatResponseUpdate update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates())
        {
            yield return update;
        }
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is null && serviceType.IsInstanceOfType(this) ? this : _live?.GetService(serviceType, serviceKey);
    }

    /// <summary>Disposes of the live model.</summary>
    public void Dispose() => _live?.Dispose();

    private static string KeyOf(IReadOnlyList<ChatMessage> messages, ChatOptions? options)
    {
        List<object?> parts = [options?.Instructions, options?.ModelId, options?.Temperature, options?.MaxOutputTokens];
        foreach (ChatMessage message in messages)
        {
            parts.Add(message.Role.Value);
            parts.Add(message.Contents.Where(content => content is not UsageContent).ToList());
        }

        foreach (AITool tool in options?.Tools ?? [])
        {
            parts.Add(tool.Name);
            parts.Add(tool.Description);
            parts.Add((tool as AIFunctionDeclaration)?.JsonSchema);
        }

        parts.Add((options?.ResponseFormat as ChatResponseFormatJson)?.Schema);
        return AIJsonUtilities.HashDataToString([.. parts], AIJsonUtilities.DefaultOptions)[..32].ToLowerInvariant();
    }

    private static async Task<ChatResponse> ReadAsync(string file, CancellationToken cancellationToken)
    {
        await using FileStream stream = File.OpenRead(file);
        return (ChatResponse?)await JsonSerializer.DeserializeAsync(stream, AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(ChatResponse)), cancellationToken)
            ?? throw new JsonException($"{file} is empty. Delete it and record again.");
    }

    private async Task WriteAsync(string file, ChatResponse response, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(_folder);
        string json = JsonSerializer.Serialize(response, AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(ChatResponse)));

        // Written beside and moved into place: two requests at once never leave half a file.
        string beside = Path.Combine(_folder, Path.GetRandomFileName());
        await File.WriteAllTextAsync(beside, json, cancellationToken);
        File.Move(beside, file, overwrite: true);
    }
}
