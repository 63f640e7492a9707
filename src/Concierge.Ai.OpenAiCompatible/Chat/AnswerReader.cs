using System.Text.Json;
using Concierge.Ai.OpenAiCompatible.Http;
using Microsoft.Extensions.AI;

namespace Concierge.Ai.OpenAiCompatible.Chat;

/// <summary>Reads a whole answer.</summary>
internal static class AnswerReader
{
    /// <exception cref="ModelRequestException">The answer is an error or holds no choice.</exception>
    public static ChatResponse Read(JsonElement answer, string section, OpenAiCompatibleOptions settings)
    {
        if (Field.Elements(answer, "choices").Cast<JsonElement?>().FirstOrDefault() is not { } choice || Field.Object(choice, "message") is not { } message)
        {
            throw FailureReader.Find(answer, section, settings) ?? new ModelRequestException(
                ModelFailure.InvalidAnswer, $"The endpoint's answer holds no message. Check {section}:{nameof(settings.Endpoint)}: it may not be a chat model.");
        }

        var calls = new ToolCalls();
        calls.AddWhole(message);
        string? id = Field.Text(answer, "id");
        return new ChatResponse(new ChatMessage(ChatRole.Assistant, [.. Contents(message, calls)]) { MessageId = id })
        {
            ResponseId = id,
            ModelId = Field.Text(answer, "model"),
            CreatedAt = AnswerFields.Created(answer),
            FinishReason = calls.Any ? ChatFinishReason.ToolCalls : AnswerFields.FinishReason(choice),
            Usage = UsageReader.Read(answer),
        };
    }

    private static IEnumerable<AIContent> Contents(JsonElement message, ToolCalls calls)
    {
        if (AnswerFields.Reasoning(message) is { Length: > 0 } thought)
        {
            yield return new TextReasoningContent(thought);
        }

        if (AnswerFields.Words(message) is { Length: > 0 } words)
        {
            yield return new TextContent(words);
        }

        foreach (FunctionCallContent call in calls.Complete())
        {
            yield return call;
        }

        if (Field.Text(message, "refusal") is { Length: > 0 } refusal)
        {
            yield return AnswerFields.Refusal(refusal);
        }
    }
}
