using Concierge.Forms.Fields;

namespace Concierge.Forms;

/// <summary>Says more about a field than its type and attributes do.</summary>
/// <typeparam name="TRecord">The record.</typeparam>
/// <typeparam name="TValue">The field's type.</typeparam>
public sealed class FieldBuilder<TRecord, TValue>
{
    private readonly FieldDraft _draft;

    internal FieldBuilder(FieldDraft draft) => _draft = draft;

    /// <summary>The question.</summary>
    public FieldBuilder<TRecord, TValue> Prompt(LocalizedText prompt) => With(() => _draft.Prompt = prompt);

    /// <summary>The question in three languages; English is for all others too.</summary>
    public FieldBuilder<TRecord, TValue> Prompt(string english, string french, string spanish) => Prompt(Text(english, french, spanish));

    /// <summary>What it is called in summaries.</summary>
    public FieldBuilder<TRecord, TValue> Label(LocalizedText label) => With(() => _draft.Label = label);

    /// <summary>What it is called in summaries, in three languages; English is for all others too.</summary>
    public FieldBuilder<TRecord, TValue> Label(string english, string french, string spanish) => Label(Text(english, french, spanish));

    /// <summary>What people may call it besides, as in "change the appointment".</summary>
    public FieldBuilder<TRecord, TValue> AlsoCalled(params IEnumerable<string> names) => With(() => _draft.Names.AddRange(names));

    /// <summary>What is said when the person asks for help at this question.</summary>
    public FieldBuilder<TRecord, TValue> Help(LocalizedText help) => With(() => _draft.Help = help);

    /// <summary>What is said when an answer is not understood; a general sentence without.</summary>
    public FieldBuilder<TRecord, TValue> Hint(LocalizedText hint) => With(() => _draft.Hint = hint);

    /// <summary>It may be skipped; the record then holds the default.</summary>
    public FieldBuilder<TRecord, TValue> Optional() => With(() => _draft.IsRequired = false);

    /// <summary>It may not be skipped.</summary>
    public FieldBuilder<TRecord, TValue> Required() => With(() => _draft.IsRequired = true);

    /// <summary>Its place among the fields: low first; fields without one keep the record's order, counted in thousands from 0.</summary>
    public FieldBuilder<TRecord, TValue> Order(int order) => With(() => _draft.Order = order);

    /// <summary>The only values that it may have; on an enum also their titles.</summary>
    public FieldBuilder<TRecord, TValue> Choices(params IReadOnlyList<FormChoice> choices) => With(() => _draft.SetChoices(choices));

    /// <summary>Answers to tap; each must be what the field takes. Other answers are taken too.</summary>
    public FieldBuilder<TRecord, TValue> QuickReplies(params IReadOnlyList<LocalizedText> replies) => With(() => _draft.QuickReplies = replies);

    /// <summary>The least and the most; null without limit. Not for text.</summary>
    public FieldBuilder<TRecord, TValue> Range(TValue? min, TValue? max) => With(() => _draft.SetRange(min, max));

    /// <summary>Length of a text in UTF-16 units.</summary>
    /// <value>The default is 1 to 500.</value>
    public FieldBuilder<TRecord, TValue> Length(int min, int max) => With(() => _draft.SetLength(min, max));

    /// <summary>A regular expression that the whole text must match; it is run without backtracking, and what takes longer than a quarter of a second does not match.</summary>
    /// <param name="pattern">The expression.</param>
    /// <param name="hint">What is said when it does not match; null for <see cref="Hint"/> or a general sentence.</param>
    public FieldBuilder<TRecord, TValue> Pattern([System.Diagnostics.CodeAnalysis.StringSyntax("Regex")] string pattern, LocalizedText? hint = null) => With(() => _draft.SetPattern(pattern, hint));

    /// <summary>The text is an e-mail address.</summary>
    public FieldBuilder<TRecord, TValue> Email() => With(() => _draft.SetText(FieldDraft.TextForm.Email));

    /// <summary>The text is the name of a person.</summary>
    public FieldBuilder<TRecord, TValue> PersonName() => With(() => _draft.SetText(FieldDraft.TextForm.Name));

    /// <summary>The text is a telephone number; the record gets it in international form (E.164).</summary>
    /// <param name="country">The country of numbers without country code; null for the form's own.</param>
    /// <exception cref="ArgumentException">The country is not known.</exception>
    public FieldBuilder<TRecord, TValue> Phone(string? country = null) => With(() =>
    {
        _draft.SetText(FieldDraft.TextForm.Phone);
        _draft.Country = country is null ? null : FieldDraft.CountryOf(country);
    });

    /// <summary>The date is today or later, whenever it is said.</summary>
    public FieldBuilder<TRecord, TValue> NotInPast() => With(() => _draft.SetDates(isAhead: true, isPast: false));

    /// <summary>The date is today or earlier, as of a birthday; one without year is the last such one.</summary>
    public FieldBuilder<TRecord, TValue> NotInFuture() => With(() => _draft.SetDates(isAhead: false, isPast: true));

    /// <summary>Words that follow the number in a sentence, as in "for 4 people".</summary>
    public FieldBuilder<TRecord, TValue> Units(params IEnumerable<string> words) => With(() => _draft.Units.AddRange(words));

    /// <summary>Checks a value that has passed the other checks; returns what is wrong, or null. Called with every new value and before completion.</summary>
    public FieldBuilder<TRecord, TValue> Validate(Func<TValue, TurnContext, ValueTask<LocalizedText?>> validate)
    {
        ArgumentNullException.ThrowIfNull(validate);
        return With(() => _draft.Validators.Add((value, turn) => validate((TValue)value, turn)));
    }

    /// <summary>Asks for it only when this holds for what is filled in already. Must be quick and decide by the answers alone.</summary>
    public FieldBuilder<TRecord, TValue> When(Func<FormAnswers<TRecord>, bool> condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return With(() => _draft.Condition = read => condition(new FormAnswers<TRecord>(read)));
    }

    private static LocalizedText Text(string english, string french, string spanish) =>
        new(new Dictionary<string, string> { [LocalizedText.AnyLanguage] = english, ["en"] = english, ["fr"] = french, ["es"] = spanish });

    private FieldBuilder<TRecord, TValue> With(Action set)
    {
        set();
        return this;
    }
}
