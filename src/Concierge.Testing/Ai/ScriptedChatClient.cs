using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Concierge.Testing.Ai;

/// <summary>
/// A model that says what you wrote for it, one reply per request, and remembers what it was asked. Thread-safe; requests that
/// run at once take replies in the order in which they came.
/// </summary>
/// <example><code>new ScriptedChatClient().Calls("book_table", ("people", 4)).Says("Your table is booked.")</code></example>
public sealed class ScriptedChatClient : IChatClient
{
    private const int CharactersPerToken = 4;

    private static readonly ChatClientMetadata Metadata = new("scripted", null, "scripted");

    private readonly Lock _gate = new();
    private readonly Queue<Func<ScriptedRequest, ScriptedReply>> _script = new();
    private readonly List<ScriptedRequest> _requests = [];
    private Func<ScriptedRequest, ScriptedReply>? _otherwise;
    private TimeSpan _delay;
    private int _calls;

    /// <summary>The clock that delays wait on: <c>model.Clock = host.Clock</c> for virtual time.</summary>
    /// <value>The default is the system's.</value>
    public TimeProvider Clock { get; set; } = TimeProvider.System;

    /// <summary>What the model was asked, oldest first.</summary>
    public IReadOnlyList<ScriptedRequest> Requests
    {
        get
        {
            lock (_gate)
            {
                return [.. _requests];
            }
        }
    }

    /// <summary>How many replies of the script were not asked for yet.</summary>
    public int Remaining
    {
        get
        {
            lock (_gate)
            {
                return _script.Count;
            }
        }
    }

    /// <summary>Then it says this.</summary>
    public ScriptedChatClient Says(string text) => Replies(new ScriptedReply { Text = text });

    /// <summary>Then it calls one tool.</summary>
    public ScriptedChatClient Calls(string tool, params (string Name, object? Value)[] arguments) => Calls(new ScriptedCall(tool, arguments));

    /// <summary>Then it calls these tools in one reply.</summary>
    public ScriptedChatClient Calls(params ScriptedCall[] calls) => Replies(new ScriptedReply { Calls = calls });

    /// <summary>Then the request fails with this.</summary>
    public ScriptedChatClient Fails(Exception failure) => Replies(new ScriptedReply { Failure = failure });

    /// <summary>Then it never answers.</summary>
    public ScriptedChatClient Hangs() => Replies(new ScriptedReply { Delay = Timeout.InfiniteTimeSpan });

    /// <summary>The next reply of the script comes this late.</summary>
    public ScriptedChatClient After(TimeSpan delay)
    {
        lock (_gate)
        {
            _delay = delay;
        }

        return this;
    }

    /// <summary>Then it gives this reply.</summary>
    public ScriptedChatClient Replies(ScriptedReply reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        lock (_gate)
        {
            ScriptedReply late = _delay == TimeSpan.Zero ? reply : reply with { Delay = _delay };
            _delay = TimeSpan.Zero;
            _script.Enqueue(_ => late);
        }

        return this;
    }

    /// <summary>Then it gives the reply that this computes from the request.</summary>
    public ScriptedChatClient Replies(Func<ScriptedRequest, ScriptedReply> reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        lock (_gate)
        {
            _script.Enqueue(reply);
        }

        return this;
    }

    /// <summary>What it replies when the script is at its end. Without, such a request throws.</summary>
    public ScriptedChatClient Otherwise(Func<ScriptedRequest, ScriptedReply> reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        lock (_gate)
        {
            _otherwise = reply;
        }

        return this;
    }

    /// <inheritdoc cref="Otherwise(Func{ScriptedRequest, ScriptedReply})"/>
    public ScriptedChatClient Otherwise(string text) => Otherwise(_ => new ScriptedReply { Text = text });

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The script is at its end.</exception>
    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        (ScriptedReply reply, ChatResponse response) = await NextAsync(messages, options, isStreaming: false, cancellationToken);
        return reply.Failure is null ? response : throw reply.Failure;
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The script is at its end.</exception>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        (ScriptedReply reply, ChatResponse response) = await NextAsync(messages, options, isStreaming: true, cancellationToken);
        if (reply is { Failure: { } failure, FailsAfterWords: false })
        {
            throw failure;
        }

        foreach (ChatResponseUpdate update in Stream(reply, response))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return update;
        }

        if (reply.Failure is { } late)
        {
            throw late;
        }
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null)
        {
            return null;
        }

        return serviceType == typeof(ChatClientMetadata) ? Metadata : serviceType.IsInstanceOfType(this) ? this : null;
    }

    /// <summary>Does nothing: the client can be looked at after the host is gone.</summary>
    public void Dispose()
    {
    }

    private async Task<(ScriptedReply Reply, ChatResponse Response)> NextAsync(IEnumerable<ChatMessage> messages, ChatOptions? options, bool isStreaming, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(messages);
        cancellationToken.ThrowIfCancellationRequested();
        var request = new ScriptedRequest([.. messages.Select(message => message.Clone())], options?.Clone(), isStreaming);
        ScriptedReply reply = Take(request)(request);
        if (reply.Delay != TimeSpan.Zero)
        {
            await Task.Delay(reply.Delay, Clock, cancellationToken);
        }

        return (reply, Compose(request, reply));
    }

    private Func<ScriptedRequest, ScriptedReply> Take(ScriptedRequest request)
    {
        lock (_gate)
        {
            _requests.Add(request);
            return _script.TryDequeue(out Func<ScriptedRequest, ScriptedReply>? reply)
                ? reply
                : _otherwise ?? throw new InvalidOperationException(
                    $"The scripted model has no reply left for its request {_requests.Count}, which ends with: \"{request.LastUserText}\". Add Says(…) or Calls(…) for it, or Otherwise(…).");
        }
    }

    private ChatResponse Compose(ScriptedRequest request, ScriptedReply reply)
    {
        var message = new ChatMessage(ChatRole.Assistant, [.. Contents(reply)]);
        return new ChatResponse(message)
        {
            ConversationId = reply.ConversationId,
            FinishReason = reply.FinishReason ?? (reply.Calls.Count > 0 ? ChatFinishReason.ToolCalls : ChatFinishReason.Stop),
            ModelId = request.Options?.ModelId ?? Metadata.DefaultModelId,
            Usage = reply.Usage ?? Estimate(request, reply),
        };
    }

    private IEnumerable<AIContent> Contents(ScriptedReply reply)
    {
        if (!string.IsNullOrEmpty(reply.Text))
        {
            yield return new TextContent(reply.Text);
        }

        foreach (ScriptedCall call in reply.Calls)
        {
            string id = call.Id ?? $"call_{Interlocked.Increment(ref _calls)}";
            yield return FunctionCallContent.CreateFromParsedArguments(call.ArgumentsJson, id, call.Tool, Parse);
        }

        foreach (AIContent content in reply.Contents)
        {
            yield return content;
        }
    }

    private static Dictionary<string, object?>? Parse(string json) =>
        JsonSerializer.Deserialize<Dictionary<string, object?>>(json, AIJsonUtilities.DefaultOptions);

    private static UsageDetails Estimate(ScriptedRequest request, ScriptedReply reply)
    {
        long input = request.AllText.Length / CharactersPerToken;
        long output = ((reply.Text?.Length ?? 0) + reply.Calls.Sum(call => call.ArgumentsJson.Length)) / CharactersPerToken;
        return new UsageDetails { InputTokenCount = input, OutputTokenCount = output, TotalTokenCount = input + output };
    }

    /// <summary>Word by word, as models stream.</summary>
    private static IEnumerable<ChatResponseUpdate> Stream(ScriptedReply reply, ChatResponse response)
    {
        foreach (ChatResponseUpdate update in response.ToChatResponseUpdates())
        {
            if (reply.FailsAfterWords && update.FinishReason is not null)
            {
                update.FinishReason = null;
            }

            foreach (ChatResponseUpdate part in Split(update))
            {
                yield return part;
            }
        }
    }

    private static IEnumerable<ChatResponseUpdate> Split(ChatResponseUpdate update)
    {
        if (update.Contents is [TextContent text, ..])
        {
            foreach (string word in Words(text.Text))
            {
                yield return new ChatResponseUpdate(update.Role, word)
                {
                    ConversationId = update.ConversationId, MessageId = update.MessageId, ModelId = update.ModelId, ResponseId = update.ResponseId,
                };
            }

            update.Contents = [.. update.Contents.Skip(1)];
        }

        yield return update;
    }

    private static IEnumerable<string> Words(string text)
    {
        int start = 0;
        for (int i = 1; i < text.Length; i++)
        {
            if (text[i] == ' ')
            {
                yield return text[start..i];
                start = i;
            }
        }

        yield return text[start..];
    }
}
