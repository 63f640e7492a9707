namespace Concierge.Ai.OpenAiCompatible;

/// <summary>The name under which a server takes <c>ChatOptions.MaxOutputTokens</c>.</summary>
public enum TokenLimitField
{
    /// <summary><see cref="MaxCompletionTokens"/> at OpenAI and Azure, <see cref="MaxTokens"/> elsewhere.</summary>
    Auto = 0,

    /// <summary><c>max_tokens</c>: what most compatible servers know.</summary>
    MaxTokens = 1,

    /// <summary><c>max_completion_tokens</c>: what OpenAI's reasoning models ask for.</summary>
    MaxCompletionTokens = 2,
}
