using System.Globalization;
using System.Text.Json;

namespace Concierge.Ai.Tools;

/// <summary>
/// Compares arguments with a tool's schema before the tool sees them, so that the model learns what is wrong without a word
/// of the tool's own exceptions. Checks what models get wrong: missing, null, kind, enumeration.
/// </summary>
internal static class ArgumentCheck
{
    public static string? FindProblem(JsonElement schema, IDictionary<string, object?>? arguments)
    {
        if (schema.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        if (schema.TryGetProperty("required", out JsonElement required) && required.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement name in required.EnumerateArray())
            {
                if (arguments?.ContainsKey(name.GetString()!) != true)
                {
                    return $"The argument '{name.GetString()}' is missing.";
                }
            }
        }

        if (arguments is null || !schema.TryGetProperty("properties", out JsonElement properties))
        {
            return null;
        }

        foreach (JsonProperty property in properties.EnumerateObject())
        {
            if (arguments.TryGetValue(property.Name, out object? value) && Problem(property, value) is { } problem)
            {
                return problem;
            }
        }

        return null;
    }

    private static string? Problem(JsonProperty property, object? value)
    {
        JsonValueKind kind = KindOf(value);
        if (kind == JsonValueKind.Undefined || property.Value.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        if (property.Value.TryGetProperty("type", out JsonElement type) && !Allows(type, kind, value))
        {
            return $"The argument '{property.Name}' must be {Describe(type)}.";
        }

        if (property.Value.TryGetProperty("enum", out JsonElement values)
            && kind == JsonValueKind.String
            && !values.EnumerateArray().Any(allowed => allowed.ValueKind == JsonValueKind.String && allowed.GetString() == TextOf(value)))
        {
            return $"The argument '{property.Name}' must be one of {values.GetRawText()}.";
        }

        return null;
    }

    private static bool Allows(JsonElement type, JsonValueKind kind, object? value) => type.ValueKind == JsonValueKind.Array
        ? type.EnumerateArray().Any(one => AllowsOne(one.GetString(), kind, value))
        : AllowsOne(type.GetString(), kind, value);

    private static bool AllowsOne(string? type, JsonValueKind kind, object? value) => type switch
    {
        "string" => kind == JsonValueKind.String,
        "integer" => kind == JsonValueKind.Number || IsNumberText(kind, value, NumberStyles.Integer),
        "number" => kind == JsonValueKind.Number || IsNumberText(kind, value, NumberStyles.Float),
        "boolean" => kind is JsonValueKind.True or JsonValueKind.False,
        "array" => kind == JsonValueKind.Array,
        "object" => kind == JsonValueKind.Object,
        "null" => kind == JsonValueKind.Null,
        _ => true,
    };

    private static bool IsNumberText(JsonValueKind kind, object? value, NumberStyles styles) =>
        kind == JsonValueKind.String && double.TryParse(TextOf(value), styles, CultureInfo.InvariantCulture, out _);

    private static string Describe(JsonElement type) => type.ValueKind == JsonValueKind.Array ? $"one of {type.GetRawText()}" : $"of type {type.GetString()}";

    private static string? TextOf(object? value) => value is JsonElement element ? element.GetString() : value as string;

    private static JsonValueKind KindOf(object? value) => value switch
    {
        null => JsonValueKind.Null,
        JsonElement element => element.ValueKind,
        string => JsonValueKind.String,
        bool flag => flag ? JsonValueKind.True : JsonValueKind.False,
        int or long or double or decimal or float => JsonValueKind.Number,
        _ => JsonValueKind.Undefined,
    };
}
