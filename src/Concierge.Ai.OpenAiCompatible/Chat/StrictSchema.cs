using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Concierge.Ai.OpenAiCompatible.Chat;

/// <summary>Turns schemas into the form that a strict endpoint takes: every property required, none additional, no defaults.</summary>
internal static class StrictSchema
{
    private static readonly AIJsonSchemaTransformCache Cache = new(new AIJsonSchemaTransformOptions
    {
        ConvertBooleanSchemas = true,
        DisallowAdditionalProperties = true,
        MoveDefaultKeywordToDescription = true,
        RequireAllProperties = true,
    });

    public static JsonElement Of(ChatResponseFormatJson format) => Cache.GetOrCreateTransformedSchema(format)!.Value;

    public static JsonElement Of(AIFunctionDeclaration tool) => Cache.GetOrCreateTransformedSchema(tool);
}
