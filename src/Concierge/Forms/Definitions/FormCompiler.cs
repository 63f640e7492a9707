using System.Text.Json;
using Concierge.Forms.Dialogue;
using Concierge.Forms.Fields;
using Concierge.Forms.Parsing;

namespace Concierge.Forms.Definitions;

/// <summary>Makes of a form as data, found valid, the form that a record would make.</summary>
internal static class FormCompiler
{
    private const string UsualCurrency = "EUR";

    public static Form Compile(ServiceDefinition definition, string language, Func<TurnContext, string, string?> placeholder, Func<TurnContext, JsonElement, ValueTask>? handle)
    {
        FormDefinition form = definition.Form!;
        PhoneCountry? country = form.Country is { } home ? PhoneCountry.Find(home) : null;
        string currency = form.Currency?.ToUpperInvariant() ?? UsualCurrency;
        FieldDraft[] drafts = [.. form.Fields.Select(Draft)];
        IReadOnlyDictionary<string, PhraseTable<bool>> names = FieldNames.Of(drafts, draft => draft.KindFor(country, currency));
        return new Form(definition.Name, [.. drafts.Select(draft => draft.Build(names[draft.Name], country, currency))])
        {
            Texts = FormWords.Of(form, definition.Prompts),
            Language = language,
            Zone = form.TimeZone is { } zone ? TimeZoneInfo.FindSystemTimeZoneById(zone) : null,
            MonthFirst = form.MonthFirst,
            ArtifactKind = definition.ArtifactKinds.Count > 0 ? definition.ArtifactKinds[0] : definition.Name,
            MaxTries = form.MaxTries ?? Form.UsualTries,
            ExpiresAfter = definition.IdleTimeout ?? Form.UsualExpiry,
            ExpiryNotice = form.ExpiryNotice,
            AsksConfirmation = !form.WithoutConfirmation,
            OffersPerson = !form.WithoutPerson,
            Interruption = form.Interruptions,
            CancelWords = form.CancelWords.Count == 0 ? [] : [new PhraseTable<bool>().Add(true, form.CancelWords)],
            Placeholder = placeholder,
            Complete = (turn, sheet) => handle?.Invoke(turn, FormArtifact.Data(sheet)) ?? ValueTask.CompletedTask,
        };
    }

    public static FieldDraft Draft(FormFieldDefinition field)
    {
        DefinedType type = DefinedType.Of(field)!;
        var draft = new FieldDraft(new RecordMember(field.Name, type.Type, IsNeeded: !field.Optional, [], Property: null, Parameter: null))
        {
            DataName = field.Name,
            Prompt = field.Prompt,
            Label = field.Label ?? LabelOf(field.Name),
            Help = field.Help,
            Hint = field.Hint,
            QuickReplies = field.QuickReplies,
        };
        draft.Names.AddRange(field.AlsoCalled);
        draft.Units.AddRange(field.Units);
        if (type.TextForm is { } text)
        {
            draft.SetText(text);
        }

        if (field.Choices.Count > 0)
        {
            draft.SetChoices(field.Choices);
        }

        if (field.Min is not null || field.Max is not null)
        {
            draft.SetRange(Limit(type, field.Min), Limit(type, field.Max));
        }

        if (field.MinLength is not null || field.MaxLength is not null)
        {
            draft.SetLength(field.MinLength ?? 1, field.MaxLength ?? type.UsualMaxLength);
        }

        if (field.Pattern is not null)
        {
            draft.SetPattern(field.Pattern, field.Hint);
        }

        if (field.NotInPast || field.NotInFuture)
        {
            draft.SetDates(field.NotInPast, field.NotInFuture);
        }

        return draft;
    }

    /// <summary>date_of_birth and dateOfBirth as "Date of birth".</summary>
    private static LocalizedText LabelOf(string name)
    {
        string words = FieldNames.Words(name.Replace('_', ' '));
        return char.ToUpperInvariant(words[0]) + words[1..];
    }

    private static object? Limit(DefinedType type, string? text) => text is null ? null : type.ReadLimit(text);
}
