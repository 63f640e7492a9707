using Concierge.Forms.Parsing;
using Concierge.Services;

namespace Concierge.Forms.Definitions;

/// <summary>Says what is wrong with a form as data, a sentence each.</summary>
internal static class FormDefinitionValidator
{
    private const int MostFields = 50;
    private const int MostTries = 20;
    private const int MostCancelWords = 50;
    private const int CurrencyLength = 3;

    public static IReadOnlyList<string> Validate(ServiceDefinition definition, IReadOnlyCollection<string> handlers, string language)
    {
        if (definition.Form is not { Fields.Count: > 0 } form)
        {
            return ["It asks for fields, but form.fields is missing. Say there what is asked."];
        }

        var problems = new List<string>();
        ValidateHead(definition, form, handlers, problems);
        ValidateTexts(definition, form, problems);
        Check(problems, form.Fields.Count <= MostFields, $"form.fields has more than {MostFields} fields.");
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var context = new ReadingContext
        {
            FallbackLanguage = language,
            Today = new DateOnly(2000, 1, 1),
            MonthFirst = form.MonthFirst ?? language is "en" or "en-US",
            Texts = new FormTexts(),
        };
        for (int i = 0; i < form.Fields.Count && i < MostFields; i++)
        {
            if (form.Fields[i] is not { } field)
            {
                problems.Add($"form.fields[{i}] is empty.");
                continue;
            }

            new FieldDefinitionValidator($"form.fields[{i}] ({field.Name})", field, definition, problems).Validate(context, form);
            Check(problems, names.Add(field.Name), $"form.fields[{i}] ({field.Name}): another field has this name, or one that differs by case only.");
        }

        return problems;
    }

    private static void ValidateHead(ServiceDefinition definition, FormDefinition form, IReadOnlyCollection<string> handlers, List<string> problems)
    {
        Check(problems, definition.ArtifactKinds.Count <= 1, "artifactKinds: a form makes artifacts of one kind.");
        Check(problems, definition.IdleTimeout is null || definition.IdleTimeout <= Form.LongestExpiry, $"idleTimeout must be at most {Form.LongestExpiry.TotalDays:0} days.");
        Check(problems, form.MaxTries is null or (>= 1 and <= MostTries), $"form.maxTries must be 1 to {MostTries}.");
        Check(problems, form.CancelWords.Count <= MostCancelWords && form.CancelWords.All(static word => !string.IsNullOrWhiteSpace(word)), $"form.cancelWords has an empty one, or more than {MostCancelWords}.");
        Check(problems, form.TimeZone is null || TimeZoneInfo.TryFindSystemTimeZoneById(form.TimeZone, out _), $"form.timeZone is '{form.TimeZone}', which is not a known time zone. Write it as in Europe/Paris.");
        Check(problems, form.Country is null || PhoneCountry.Find(form.Country) is not null, $"form.country is '{form.Country}', which is not known. Give its calling code instead, as in \"+33\".");
        Check(problems, form.Currency is null || (form.Currency.Length == CurrencyLength && form.Currency.All(char.IsAsciiLetter)), "form.currency must be three letters, as in EUR.");
        Check(problems, Enum.IsDefined(form.Interruptions), "form.interruptions must be stayInForm or letOthersAnswer.");
        Check(problems, form.Handler is null || handlers.Contains(form.Handler), $"form.handler is '{form.Handler}', and there is none of that name. Register it with AddFormHandler(\"{form.Handler}\", …).");
    }

    private static void ValidateTexts(ServiceDefinition definition, FormDefinition form, List<string> problems)
    {
        FormPlaceholders.Validate("form.expiryNotice", form.ExpiryNotice, definition, problems);
        foreach ((string name, LocalizedText text) in form.Texts)
        {
            if (FormWords.Find(name) is not { } usual)
            {
                problems.Add($"form.texts.{name}: a form says nothing of that name. Known: {string.Join(", ", FormWords.Names)}.");
            }
            else if (text is null)
            {
                problems.Add($"form.texts.{name} is empty.");
            }
            else
            {
                FormPlaceholders.Validate($"form.texts.{name}", text, definition, problems, usual);
            }
        }
    }

    private static void Check(List<string> problems, bool holds, string problem)
    {
        if (!holds)
        {
            problems.Add(problem);
        }
    }
}
