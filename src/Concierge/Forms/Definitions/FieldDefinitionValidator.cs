using System.Text.RegularExpressions;
using Concierge.Forms.Fields;
using Concierge.Forms.Parsing;
using Concierge.Ids;

namespace Concierge.Forms.Definitions;

/// <summary>Says what is wrong with a field as data, a sentence each.</summary>
internal sealed partial class FieldDefinitionValidator(string where, FormFieldDefinition field, ServiceDefinition definition, List<string> problems)
{
    private const int MostChoices = 100;
    private const int MostQuickReplies = 10;
    private const int LongestValue = 100;
    private const int LongestPattern = 500;
    private const string AnyCurrency = "EUR";

    public void Validate(ReadingContext context, FormDefinition form)
    {
        int before = problems.Count;
        Check(NamePattern().IsMatch(field.Name), "name must be a letter, then letters, digits and underscores, at most 64.");
        ValidateTexts();
        if (DefinedType.Of(field) is not { } type)
        {
            Check(false, $"type is '{field.Type}', which a form cannot ask for. Known: {string.Join(", ", DefinedType.Names)}.");
            return;
        }

        ValidateChoices(type);
        ValidateRange(type);
        ValidateWords(type);
        Check(type.Type == typeof(DateOnly) || !(field.NotInPast || field.NotInFuture), $"notInPast and notInFuture are for dates; its type is {type.Name}.");
        Check(!(field.NotInPast && field.NotInFuture), "notInPast and notInFuture leave today alone; drop one of them.");
        Check(type.IsNumber || field.Units.Count == 0, $"units are for numbers; its type is {type.Name}.");
        Check(field.Units.All(IsSaid), "units has an empty word.");
        Check(field.AlsoCalled.All(IsSaid), "alsoCalled has an empty name.");
        if (problems.Count == before)
        {
            ValidateQuickReplies(context, form);
        }
    }

    private static bool IsSaid(string? words) => !string.IsNullOrWhiteSpace(words);

    private void ValidateTexts()
    {
        Say("prompt", field.Prompt);
        Say("help", field.Help);
        Say("hint", field.Hint);
        Say("label", field.Label);
        Check(field.Label?.Variants.Values.All(IsSaid) != false, "label is empty.");
        Check(field.Prompt?.Variants.Values.All(IsSaid) != false, "prompt is empty.");

        void Say(string member, LocalizedText? text) => FormPlaceholders.Validate($"{where}: {member}", text, definition, problems);
    }

    private void ValidateChoices(DefinedType type)
    {
        bool isChoice = type.Name == FormFieldTypes.Choice;
        Check(isChoice || field.Choices.Count == 0, $"choices are for the type choice; its type is {type.Name}. Use quickReplies for answers to tap.");
        Check(!isChoice || field.Choices.Count > 0, "choices is missing: say what may be chosen.");
        Check(field.Choices.Count <= MostChoices, $"choices has more than {MostChoices} values.");
        Check(
            field.Choices.All(static choice => choice is { Value.Length: > 0 and <= LongestValue } && IsSaid(choice.Value) && choice.Title.Variants.Values.All(IsSaid) && choice.Synonyms.All(IsSaid)),
            $"choices: each has a value of 1 to {LongestValue} characters, and no title or synonym is empty.");
        string? twice = field.Choices.Where(static choice => choice is not null).GroupBy(static choice => choice.Value, StringComparer.Ordinal).FirstOrDefault(static group => group.Skip(1).Any())?.Key;
        Check(twice is null, $"choices: two have the value '{twice}'.");
    }

    private void ValidateRange(DefinedType type)
    {
        if (field.Min is null && field.Max is null)
        {
            return;
        }

        if (type.Limit is null)
        {
            Check(false, $"min and max are for numbers, amounts, dates and times; its type is {type.Name}.");
            return;
        }

        object? min = Limit("min", field.Min);
        object? max = Limit("max", field.Max);
        Check(min is null || max is null || System.Collections.Comparer.DefaultInvariant.Compare(min, max) <= 0, $"min ({field.Min}) is greater than max ({field.Max}).");

        object? Limit(string member, string? text)
        {
            object? limit = text is null ? null : type.ReadLimit(text);
            Check(text is null || limit is not null, $"{member} is '{text}', which is not {type.Limit}.");
            return limit;
        }
    }

    private void ValidateWords(DefinedType type)
    {
        Check(type.IsWords || (field.MinLength is null && field.MaxLength is null), $"minLength and maxLength are for texts and names; its type is {type.Name}.");
        Check(field.MinLength is null or (>= 0 and <= Tokenizer.MaxLength), $"minLength must be 0 to {Tokenizer.MaxLength}.");
        Check(field.MaxLength is null or (>= 1 and <= Tokenizer.MaxLength), $"maxLength must be 1 to {Tokenizer.MaxLength}.");
        Check((field.MinLength ?? 0) <= (field.MaxLength ?? type.UsualMaxLength), "minLength is greater than maxLength.");
        Check(type.IsWords || field.Pattern is null, $"pattern is for texts and names; its type is {type.Name}.");
        if (field.Pattern is not null && IntrinsicIdPattern.Problem(field.Pattern, LongestPattern) is { } wrong)
        {
            Check(false, $"pattern {wrong}");
        }
    }

    /// <summary>A reply to tap that the field does not understand would be asked for again and again.</summary>
    private void ValidateQuickReplies(ReadingContext context, FormDefinition form)
    {
        Check(field.QuickReplies.Count <= MostQuickReplies, $"quickReplies has more than {MostQuickReplies}.");
        FieldKind kind = FormCompiler.Draft(field).KindFor(form.Country is { } country ? PhoneCountry.Find(country) : null, AnyCurrency);
        foreach (LocalizedText? reply in field.QuickReplies)
        {
            if (reply is null)
            {
                Check(false, "quickReplies has an empty one.");
                continue;
            }

            foreach ((string language, string text) in reply.Variants)
            {
                Reading reading = Reading.Of(text);
                ReadingContext own = context with { Language = language == LocalizedText.AnyLanguage ? null : language };
                Check((kind.ReadWhole(reading, own, isAnswer: true) ?? kind.Find(reading, own, isAnswer: true)?.Value) is not null, $"quickReplies: '{text}' is not what the field takes.");
            }
        }
    }

    private void Check(bool holds, string problem)
    {
        if (!holds)
        {
            problems.Add($"{where}: {problem}");
        }
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_]{0,63}$", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();
}
