using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Concierge.Channels.Http;

namespace Concierge.Ai.OpenAiCompatible.Http;

/// <summary>Reads fields of an answer leniently: what is absent or of another kind is null.</summary>
internal static class Field
{
    public static string? Text(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out JsonElement value) ? AsText(value) : null;

    /// <summary>A string or number as text. Half of a surrogate pair becomes U+FFFD: servers cut emoji in two.</summary>
    public static string? AsText(JsonElement value)
    {
        if (value.ValueKind is not (JsonValueKind.String or JsonValueKind.Number))
        {
            return null;
        }

        var reader = new Utf8JsonReader(JsonMarshal.GetRawUtf8Value(value));
        reader.Read();
        return JsonText.TakeText(ref reader);
    }

    public static double? Real(JsonElement parent, string name) =>
        double.TryParse(Text(parent, name), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number : null;

    public static long? Number(JsonElement parent, string name) => Real(parent, name) is { } number && Math.Abs(number) < 1e15 ? (long)number : null;

    public static JsonElement? Object(JsonElement parent, string name) => OfKind(parent, name, JsonValueKind.Object);

    public static JsonElement? Array(JsonElement parent, string name) => OfKind(parent, name, JsonValueKind.Array);

    /// <summary>The elements of a list; none where it is absent.</summary>
    public static IEnumerable<JsonElement> Elements(JsonElement parent, string name) =>
        Array(parent, name) is { } list ? list.EnumerateArray().ToArray() : [];

    private static JsonElement? OfKind(JsonElement parent, string name, JsonValueKind kind) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out JsonElement value) && value.ValueKind == kind ? value : null;
}
