using Concierge.Forms.Parsing;

namespace Concierge.Forms.Fields;

/// <summary>The name of a person.</summary>
internal sealed class NameKind : TextKind
{
    public new const int UsualMaxLength = 80;

    public NameKind() => MaxLength = UsualMaxLength;

    public override string Name => "name";

    public override bool IsRecognisable => true;

    public override IReadOnlyList<string> Aliases { get; } = ["name", "nom", "nombre"];

    public override Problem NotUnderstood(ReadingContext context) => new(context.Texts.NotName);

    public override Found<string>? Read(Reading reading, int at, ReadingContext context, bool isAnswer) => NameReader.Read(reading, at, isAnswer);

    public override Found<string>? Find(Reading reading, ReadingContext context, bool isAnswer)
    {
        for (int i = 0; i < reading.Count; i++)
        {
            if (NameReader.Read(reading, i, isAnswer) is { } found)
            {
                return found;
            }
        }

        return isAnswer ? NameReader.Rest(reading) : null;
    }

    public override string? ReadWhole(Reading reading, ReadingContext context, bool isAnswer)
    {
        for (int i = 0; i < reading.Count; i++)
        {
            if (NameReader.Read(reading, i, isAnswer) is { } found && reading.IsAllOf(found.First, found.Count))
            {
                return found.Value;
            }
        }

        return null;
    }

    public override Problem? Check(string value, ReadingContext context) =>
        value.Any(char.IsLetter) ? base.Check(value, context) : NotUnderstood(context);
}
