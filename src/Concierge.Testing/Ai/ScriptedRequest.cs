using Microsoft.Extensions.AI;

namespace Concierge.Testing.Ai;

/// <summary>A request that a scripted model got, as it was when it came.</summary>
/// <param name="Messages">The messages, oldest first.</param>
/// <param name="Options">A copy of the options, or null.</param>
/// <param name="IsStreaming">Whether a stream was asked for.</param>
public sealed record ScriptedRequest(IReadOnlyList<ChatMessage> Messages, ChatOptions? Options, bool IsStreaming)
{
    /// <summary>The words of the last message of the user; empty without.</summary>
    public string LastUserText => Messages.LastOrDefault(message => message.Role == ChatRole.User)?.Text ?? string.Empty;

    /// <summary>Everything said to the model about itself: system messages and <see cref="ChatOptions.Instructions"/>, one line each.</summary>
    public string Instructions => string.Join('\n', Messages.Where(message => message.Role == ChatRole.System).Select(message => message.Text).Append(Options?.Instructions).OfType<string>());

    /// <summary>The names of the tools that the model may call.</summary>
    public IReadOnlyList<string> Tools => [.. (Options?.Tools ?? []).Select(tool => tool.Name)];

    /// <summary>The tool results in the messages, oldest first.</summary>
    public IReadOnlyList<FunctionResultContent> Results => [.. Messages.SelectMany(message => message.Contents).OfType<FunctionResultContent>()];

    /// <summary>All words of all messages, for "the model never saw this".</summary>
    public string AllText => string.Join('\n', Messages.SelectMany(message => message.Contents).Select(Words).Append(Options?.Instructions).OfType<string>());

    private static string? Words(AIContent content) => content switch
    {
        TextContent text => text.Text,
        FunctionResultContent result => result.Result?.ToString(),
        FunctionCallContent { Arguments: { } arguments } => string.Join(' ', arguments.Values),
        _ => null,
    };
}
