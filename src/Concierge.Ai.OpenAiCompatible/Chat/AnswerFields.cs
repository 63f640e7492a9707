using System.Text.Json;
using Concierge.Ai.OpenAiCompatible.Http;
using Microsoft.Extensions.AI;

namespace Concierge.Ai.OpenAiCompatible.Chat;

/// <summary>What whole answers and parts of streamed ones have in common.</summary>
internal static class AnswerFields
{
    public static ChatFinishReason? FinishReason(JsonElement choice) => Field.Text(choice, "finish_reason") switch
    {
        null or "" => null,
        "stop" or "eos" or "end_turn" => ChatFinishReason.Stop,
        "length" or "max_tokens" => ChatFinishReason.Length,
        "tool_calls" or "function_call" => ChatFinishReason.ToolCalls,
        "content_filter" => ChatFinishReason.ContentFilter,
        { } other => new ChatFinishReason(other),
    };

    public static DateTimeOffset? Created(JsonElement answer) =>
        Field.Number(answer, "created") is { } seconds and > 0 and <= 253_402_300_799 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    /// <summary>The words of a message; some servers send them in parts.</summary>
    public static string? Words(JsonElement message)
    {
        if (Field.Text(message, "content") is { } text)
        {
            return text;
        }

        string joined = string.Concat(Field.Elements(message, "content").Select(part => Field.Text(part, "text")));
        return joined.Length == 0 ? null : joined;
    }

    /// <summary>What the model thought, under the names that servers use for it.</summary>
    public static string? Reasoning(JsonElement message) => Field.Text(message, "reasoning_content") ?? Field.Text(message, "reasoning");

    public static ErrorContent Refusal(string words) => new(words) { ErrorCode = "refusal" };
}
