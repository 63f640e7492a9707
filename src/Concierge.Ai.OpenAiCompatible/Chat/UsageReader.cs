using System.Text.Json;
using Concierge.Ai.OpenAiCompatible.Http;
using Microsoft.Extensions.AI;

namespace Concierge.Ai.OpenAiCompatible.Chat;

/// <summary>Reads what a request cost.</summary>
internal static class UsageReader
{
    public static UsageDetails? Read(JsonElement answer)
    {
        if (Field.Object(answer, "usage") is not { } usage)
        {
            return null;
        }

        long? input = Field.Number(usage, "prompt_tokens") ?? Field.Number(usage, "input_tokens");
        long? output = Field.Number(usage, "completion_tokens") ?? Field.Number(usage, "output_tokens");
        return new UsageDetails
        {
            InputTokenCount = input,
            OutputTokenCount = output,
            TotalTokenCount = Field.Number(usage, "total_tokens") ?? (input is null && output is null ? null : (input ?? 0) + (output ?? 0)),
            CachedInputTokenCount = Detail(usage, "prompt_tokens_details", "cached_tokens") ?? Field.Number(usage, "prompt_cache_hit_tokens"),
            ReasoningTokenCount = Detail(usage, "completion_tokens_details", "reasoning_tokens"),
        };
    }

    private static long? Detail(JsonElement usage, string group, string name) => Field.Object(usage, group) is { } details ? Field.Number(details, name) : null;
}
