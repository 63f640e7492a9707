using System.Globalization;
using System.Text.Json;

namespace Concierge.Channels.Waha.Inbound;

/// <summary>Looks into JSON totally: what is absent or of another type is null.</summary>
internal static class Element
{
    /// <summary>The member at a path, names compared without case because engines differ in it; undefined where absent.</summary>
    public static JsonElement At(this JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (string name in path)
        {
            element = Member(element, name);
        }

        return element;
    }

    /// <summary>The text or number at a path, or null. A broken text is null too.</summary>
    public static string? Text(this JsonElement element, params ReadOnlySpan<string> path)
    {
        JsonElement value = element.At(path);
        return value.ValueKind switch
        {
            JsonValueKind.String => StringOf(value),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        };
    }

    public static bool Flag(this JsonElement element, params ReadOnlySpan<string> path) => element.At(path).ValueKind == JsonValueKind.True;

    public static double? Number(this JsonElement element, params ReadOnlySpan<string> path) =>
        double.TryParse(element.Text(path), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) ? value : null;

    /// <summary>Unix time in seconds or milliseconds, told apart by size.</summary>
    public static DateTimeOffset? Time(this JsonElement element, params ReadOnlySpan<string> path) => element.Number(path) switch
    {
        > 0 and < 100_000_000_000 and { } seconds => DateTimeOffset.FromUnixTimeMilliseconds((long)(seconds * 1000)),
        >= 100_000_000_000 and < 253_402_300_799_000 and { } milliseconds => DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds),
        _ => null,
    };

    public static IEnumerable<JsonElement> Items(this JsonElement element, params ReadOnlySpan<string> path)
    {
        JsonElement value = element.At(path);
        return value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [];
    }

    private static JsonElement Member(JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return default;
        }

        foreach (JsonProperty property in element.EnumerateObject())
        {
            if (NameOf(property)?.Equals(name, StringComparison.OrdinalIgnoreCase) == true)
            {
                return property.Value;
            }
        }

        return default;
    }

    private static string? NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            // Broken UTF-8 or half a character: no name that is looked for.
            return null;
        }
    }

    private static string? StringOf(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half a character: the bytes stay in Raw.
            return "\uFFFD";
        }
    }
}
