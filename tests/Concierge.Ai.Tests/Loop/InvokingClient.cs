using System.Runtime.CompilerServices;

namespace Concierge.Ai.Tests.Loop;

/// <summary>
/// A client that runs functions by itself, as hosts wrap theirs: its own, and whatever it can invoke among the tools it is handed. It stops
/// at a call that it cannot invoke.
/// </summary>
internal sealed class InvokingClient(IChatClient inner, params AIFunction[] own) : DelegatingChatClient(inner)
{
    public List<string> Invoked { get; } = [];

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        List<ChatMessage> all = [.. messages];
        while (true)
        {
            ChatResponse response = await base.GetStreamingResponseAsync(all, options, cancellationToken).ToChatResponseAsync(cancellationToken);
            List<FunctionCallContent> calls = [.. response.Messages.SelectMany(message => message.Contents.OfType<FunctionCallContent>())];
            var results = new List<AIContent>();
            foreach (FunctionCallContent call in calls)
            {
                if (own.Concat((options?.Tools ?? []).OfType<AIFunction>()).FirstOrDefault(function => function.Name == call.Name) is { } function)
                {
                    Invoked.Add(call.Name);
                    results.Add(new FunctionResultContent(call.CallId, await function.InvokeAsync(new AIFunctionArguments(call.Arguments), cancellationToken)));
                    call.InformationalOnly = true;
                }
            }

            foreach (ChatResponseUpdate update in response.ToChatResponseUpdates())
            {
                yield return update;
            }

            if (results.Count == 0)
            {
                yield break;
            }

            yield return new ChatResponseUpdate(ChatRole.Tool, results) { MessageId = $"results-{calls[0].CallId}" };
            all.AddRange(response.Messages);
            all.Add(new ChatMessage(ChatRole.Tool, results));
        }
    }
}
