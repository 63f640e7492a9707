using System.Text.Json;
using Concierge.Forms.Parsing;

namespace Concierge.Forms.Fields;

/// <summary>One of several values, by number, title or synonym; long words may have one mistake.</summary>
internal sealed class ChoiceKind(IReadOnlyList<FormChoice> choices, Func<string, object> toObject) : FieldKind
{
    private readonly PhraseTable<string> _phrases = Index(choices);

    private readonly ILookup<string, string> _words = choices
        .SelectMany(static choice => Phrases(choice).SelectMany(static phrase => Tokenizer.Tokenize(Tokenizer.Clean(phrase))), static (choice, token) => (choice.Value, token.Text))
        .ToLookup(static entry => entry.Text, static entry => entry.Value, StringComparer.Ordinal);

    public override string Name => "choice";

    public override int SearchOrder => 6;

    public IReadOnlyList<FormChoice> Choices => choices;

    public override Problem NotUnderstood(ReadingContext context) =>
        new(context.Texts.NotChoice, ("choices", string.Join(", ", choices.Select(choice => context.Say(choice.Title)))));

    public override Found<string>? Read(Reading reading, int at, ReadingContext context, bool isAnswer) => _phrases.Match(reading, at, typos: true);

    /// <summary>Two different choices in one text are none, and neither is one beside a word of another.</summary>
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

        return only is { } choice && HasWordOfAnother(reading, choice) ? null : only ?? (isAnswer ? ByNumber(reading) : null);
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
            if (reading.IsNumber(i) && reading.IsAllOf(i, 1) && !(i > 0 && reading[i - 1].IsSymbol('-')))
            {
                return int.TryParse(reading[i].Text, out int number) && number >= 1 && number <= choices.Count ? new Found<string>(choices[number - 1].Value, i, 1) : null;
            }
        }

        return null;
    }

    private bool HasWordOfAnother(Reading reading, Found<string> found)
    {
        for (int i = 0; i < reading.Count; i++)
        {
            if ((i < found.First || i >= found.End)
                && reading.IsFree(i)
                && !FillerWords.Contains(reading[i].Text)
                && _words[reading[i].Text] is var owners
                && owners.Any()
                && !owners.Contains(found.Value, StringComparer.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<string> Phrases(FormChoice choice) => choice.Title.Variants.Values.Concat(choice.Synonyms).Append(choice.Value).Distinct(StringComparer.OrdinalIgnoreCase);

    private static PhraseTable<string> Index(IReadOnlyList<FormChoice> choices)
    {
        var phrases = new PhraseTable<string>();
        foreach (FormChoice choice in choices)
        {
            phrases.Add(choice.Value, Phrases(choice));
        }

        return phrases;
    }
}
