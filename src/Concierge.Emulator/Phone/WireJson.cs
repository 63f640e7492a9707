using System.Text.Json;
using System.Text.Json.Nodes;

namespace Concierge.Emulator.Phone;

/// <summary>Reads JSON that anybody may have sent: a value of another type counts as missing.</summary>
internal static class WireJson
{
    public static string? Text(JsonNode? node) => node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    /// <summary>A number, or a string that holds one.</summary>
    public static double? Number(JsonNode? node) => node is not JsonValue value
        ? null
        : value.GetValueKind() switch
        {
            JsonValueKind.Number => value.GetValue<double>(),
            JsonValueKind.String when double.TryParse(value.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture, out double number) => number,
            _ => null,
        };

    public static JsonObject? Object(JsonNode? node) => node as JsonObject;

    public static IReadOnlyList<JsonNode?> Items(JsonNode? node) => node is JsonArray items ? [.. items] : [];
}
