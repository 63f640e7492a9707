using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Concierge.Ai.Guard;
using Concierge.Forms;

namespace Concierge.Ai.Forms;

/// <summary>Says to a model what fields there are and in what shape they are wanted.</summary>
internal static class FieldPrompt
{
    private const int MaxQuestion = 200;
    private const int MaxTitle = 60;

    private const string Task =
        "A person fills in a form by chat. Read out of the text what it says about the fields below, in whatever language it is written. "
        + "A field that the text does not speak of, or leaves open, is null: do not guess and do not complete.";

    public static string Write(FormExtractionRequest request)
    {
        var text = new StringBuilder(Task);
        text.Append(CultureInfo.InvariantCulture, $"\n\nNow it is {request.Now:dddd yyyy-MM-dd HH:mm}.");
        if (request.Turn.Language is { } language)
        {
            text.Append(CultureInfo.InvariantCulture, $" The person's language is {language}.");
        }

        text.Append("\n\nFields:");
        foreach (FormExtractionField field in request.Fields)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n- {field.Name}: {Shape(field)} Question: {TextSanitizer.Line(field.Prompt, MaxQuestion)}");
            if (field.IsAsked)
            {
                text.Append(" (this question was just asked)");
            }
        }

        return text.ToString();
    }

    /// <summary>The shape of the record: every field may be null, and a choice is one of its values.</summary>
    public static JsonElement Schema(IReadOnlyList<FormExtractionField> fields)
    {
        var properties = new JsonObject();
        foreach (FormExtractionField field in fields)
        {
            var property = new JsonObject { ["type"] = new JsonArray(Type(field), "null") };
            if (field.Choices.Count > 0)
            {
                property["enum"] = new JsonArray([.. field.Choices.Select(static choice => (JsonNode?)JsonValue.Create(choice.Value)), null]);
            }

            properties[field.Name] = property;
        }

        var schema = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = properties,
            ["required"] = new JsonArray([.. fields.Select(static field => (JsonNode?)JsonValue.Create(field.Name))]),
            ["additionalProperties"] = false,
        };
        using JsonDocument document = JsonDocument.Parse(schema.ToJsonString());
        return document.RootElement.Clone();
    }

    private static string Type(FormExtractionField field) => field.Kind switch
    {
        FormFieldTypes.Number => "number",
        FormFieldTypes.YesNo => "boolean",
        _ => "string",
    };

    private static string Shape(FormExtractionField field) => field.Kind switch
    {
        FormFieldTypes.Date => "a date as yyyy-MM-dd.",
        FormFieldTypes.Time => "a time of day as HH:mm, 00:00 to 23:59.",
        FormFieldTypes.Number => "a number.",
        FormFieldTypes.Money => "an amount with a point before decimals, and the currency if it is said, as in 12.50 EUR.",
        FormFieldTypes.Email => "an e-mail address.",
        FormFieldTypes.Phone => "a telephone number, as it is written.",
        FormFieldTypes.Name => "the name of a person, as it is written.",
        FormFieldTypes.YesNo => "true or false.",
        FormFieldTypes.Choice => $"one of these: {string.Join(", ", field.Choices.Select(Show))}.",
        _ => "the person's own words about it.",
    };

    private static string Show(FormChoice choice)
    {
        string[] names = [.. choice.Title.Variants.Values.Concat(choice.Synonyms).Where(name => name != choice.Value).Distinct(StringComparer.OrdinalIgnoreCase).Select(static name => TextSanitizer.Line(name, MaxTitle))];
        return names.Length == 0 ? $"\"{choice.Value}\"" : $"\"{choice.Value}\" ({string.Join("; ", names)})";
    }
}
