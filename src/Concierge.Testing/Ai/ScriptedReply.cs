using Microsoft.Extensions.AI;

namespace Concierge.Testing.Ai;

/// <summary>One answer of a scripted model: words, tool calls, a failure, late or never.</summary>
public sealed record ScriptedReply
{
    /// <summary>The words, or null.</summary>
    public string? Text { get; init; }

    /// <summary>The tool calls, in order; they come after the words.</summary>
    public IReadOnlyList<ScriptedCall> Calls { get; init; } = [];

    /// <summary>Further contents, for example a refusal as <see cref="ErrorContent"/>; they come last.</summary>
    public IReadOnlyList<AIContent> Contents { get; init; } = [];

    /// <summary>Why the model stopped; null for what follows from the contents.</summary>
    public ChatFinishReason? FinishReason { get; init; }

    /// <summary>What the request cost; null for about one token per four characters.</summary>
    public UsageDetails? Usage { get; init; }

    /// <summary>The id of the thread that the model keeps; null where it keeps none.</summary>
    public string? ConversationId { get; init; }

    /// <summary>How long the model thinks first, on <see cref="ScriptedChatClient.Clock"/>; <see cref="Timeout.InfiniteTimeSpan"/> for ever.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>What the request ends with, or null. Comes after the words where <see cref="FailsAfterWords"/> is set.</summary>
    public Exception? Failure { get; init; }

    /// <summary>Whether a streamed answer breaks off after its words instead of failing at once.</summary>
    public bool FailsAfterWords { get; init; }
}
