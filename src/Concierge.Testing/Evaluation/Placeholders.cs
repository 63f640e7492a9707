using System.Text.Json;
using System.Text.RegularExpressions;

namespace Concierge.Testing.Evaluation;

/// <summary>Puts values into the strings of a JSON text.</summary>
internal static partial class Placeholders
{
    public static string Fill(string json, IReadOnlyDictionary<string, string>? values) => Placeholder().Replace(json, match =>
    {
        string name = match.Groups["name"].Value;
        return values is not null && values.TryGetValue(name, out string? value)
            ? JsonEncodedText.Encode(value).ToString()
            : throw new ArgumentException($"The dialogue needs a value for {match.Value}.", nameof(values));
    });

    [GeneratedRegex(@"\{\{(?<name>\w+)\}\}")]
    private static partial Regex Placeholder();
}
