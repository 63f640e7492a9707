using System.Text.Json;
using System.Text.Json.Nodes;
using Concierge.Ai.Guard;
using Concierge.Ai.Turns;
using Concierge.Forms;

namespace Concierge.Ai.Forms;

/// <summary>
/// Takes of a model's answer what can be a field's value. The form reads and checks it like the person's own words; what a check cannot tell from the truth,
/// a name or an address that nobody wrote, is left out here.
/// </summary>
internal static class FieldValues
{
    private const int MaxLength = 1000;
    private const int DigitsToFind = 4;

    public static Dictionary<string, string> Read(JsonObject record, IReadOnlyList<FormExtractionField> fields, string text)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (FormExtractionField field in fields)
        {
            if (Say(record[field.Name]) is { Length: > 0 and <= MaxLength } value && IsSaid(field, value, text))
            {
                found[field.Name] = value;
            }
        }

        return found;
    }

    private static string? Say(JsonNode? node) => node?.GetValueKind() switch
    {
        JsonValueKind.String => TextSanitizer.Clean(node.GetValue<string>()).Trim(),
        JsonValueKind.Number => node.ToJsonString(),
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        _ => null,
    };

    private static bool IsSaid(FormExtractionField field, string value, string text) => field.Kind switch
    {
        FormFieldTypes.Choice => field.Choices.Any(choice => choice.Value == value),
        FormFieldTypes.Name or FormFieldTypes.Email => Words.Fold(value).Split(' ').All(Words.Fold(text).Split(' ').ToHashSet(StringComparer.Ordinal).Contains),
        FormFieldTypes.Phone => Digits(value) is { Length: >= DigitsToFind } digits && Digits(text).Contains(digits[^DigitsToFind..], StringComparison.Ordinal),
        _ => true,
    };

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));
}
