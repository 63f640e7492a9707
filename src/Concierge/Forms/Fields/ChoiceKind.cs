using System.Text.Json;
using Concierge.Forms.Parsing;

namespace Concierge.Forms.Fields;

/// <summary>One of several values, by number, title or synonym; long words may have one mistake.</summary>
internal sealed class ChoiceKind(IReadOnlyList<FormChoice> choices, Func<string, object> toObject) : FieldKind
{
    private readonly PhraseTable<string> _phrases = Index(choices);

    public override string Name => "choice";

    public override int SearchOrder => 6;

    public IReadOnlyList<FormChoice> Choices => choices;

    public override Problem NotUnderstood(ReadingContext context) =>
        new(context.Texts.NotChoice, ("choices", string.Join(", ", choices.Select(choice => context.Say(choice.Title)))));

    public override Found<string>? Read(Reading reading, int at, ReadingContext context, bool isAnswer) => _phrases.Match(reading, at, typos: true);

    /// <summary>Two different choices in one text are none.</summary>
    public override Found<string>? Find(Reading reading, ReadingContext context, bool isAnswer)
    {
        Found<string>? only = null;
        for (int i = 0; i < reading.Count; i++)
        {
            if (_phrases.Match(reading, i, typos: true) is not { } found)
            {
                continue;
            }

            if (only is { } other && other.Value != found.Value)
            {
                return null;
            }

            only = found;
            i = found.End - 1;
        }

        return only ?? (isAnswer ? ByNumber(reading) : null);
    }

    public override string? ReadWhole(Reading reading, ReadingContext context, bool isAnswer) =>
        Find(reading, context, isAnswer) is { } found && reading.IsAllOf(found.First, found.Count) ? found.Value : null;

    public override Problem? Check(string value, ReadingContext context) => choices.Any(choice => choice.Value == value) ? null : NotUnderstood(context);

    public override string Show(string value, ReadingContext context) => choices.FirstOrDefault(choice => choice.Value == value) is { } choice ? context.Say(choice.Title) : value;

    public override object ToObject(string value) => toObject(value);

    public override void Write(Utf8JsonWriter writer, string value) => writer.WriteStringValue(value);

    private Found<string>? ByNumber(Reading reading)
    {
        for (int i = 0; i < reading.Count; i++)
        {
            if (reading.IsNumber(i) && reading.IsAllOf(i, 1))
            {
                return int.TryParse(reading[i].Text, out int number) && number >= 1 && number <= choices.Count ? new Found<string>(choices[number - 1].Value, i, 1) : null;
            }
        }

        return null;
    }

    private static PhraseTable<string> Index(IReadOnlyList<FormChoice> choices)
    {
        var phrases = new PhraseTable<string>();
        foreach (FormChoice choice in choices)
        {
            phrases.Add(choice.Value, choice.Title.Variants.Values.Concat(choice.Synonyms).Append(choice.Value).Distinct(StringComparer.OrdinalIgnoreCase));
        }

        return phrases;
    }
}
