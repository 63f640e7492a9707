using Concierge.Forms.Parsing;

namespace Concierge.Forms.Fields;

/// <summary>Something that a form asks for.</summary>
internal sealed class FormField
{
    public required string Name { get; init; }

    /// <summary>Its name in the artifact.</summary>
    public required string DataName { get; init; }

    public required FieldKind Kind { get; init; }

    public required LocalizedText Label { get; init; }

    public LocalizedText? Prompt { get; init; }

    public LocalizedText? Help { get; init; }

    /// <summary>What is said when an answer is not understood; null for what its kind says.</summary>
    public LocalizedText? Hint { get; init; }

    public bool IsRequired { get; init; }

    public IReadOnlyList<LocalizedText> QuickReplies { get; init; } = [];

    public IReadOnlyList<FieldValidator> Validators { get; init; } = [];

    /// <summary>Whether it is asked for, given the others; null for always.</summary>
    public Func<Func<string, object?>, bool>? Condition { get; init; }

    /// <summary>What people may call it.</summary>
    public required PhraseTable<bool> Names { get; init; }

    public string Ask(ReadingContext context) => Prompt is { } prompt ? context.Say(prompt) : context.Say(context.Texts.Ask, ("field", context.Say(Label)));

    public Problem NotUnderstood(ReadingContext context) => Hint is { } hint ? new Problem(hint) : Kind.NotUnderstood(context);

    /// <summary>The first thing that is wrong with a value.</summary>
    public async ValueTask<Problem?> CheckAsync(string value, ReadingContext context, TurnContext turn)
    {
        if (Kind.Check(value, context) is { } problem)
        {
            return problem;
        }

        foreach (FieldValidator validate in Validators)
        {
            if (await validate(Kind.ToObject(value), turn) is { } text)
            {
                return new Problem(text, ("value", Kind.Show(value, context)), ("field", context.Say(Label)));
            }
        }

        return null;
    }
}
