using System.Text.Json;
using System.Text.RegularExpressions;
using Concierge.Forms.Parsing;

namespace Concierge.Forms.Fields;

/// <summary>Any words.</summary>
internal class TextKind : FieldKind
{
    public const int UsualMaxLength = 500;

    public override string Name => "text";

    public override bool IsRecognisable => false;

    public override int SearchOrder => 9;

    public int MinLength { get; set; } = 1;

    public int MaxLength { get; set; } = UsualMaxLength;

    public Regex? Pattern { get; set; }

    public LocalizedText? PatternHint { get; set; }

    public override Problem NotUnderstood(ReadingContext context) => new(context.Texts.NotText);

    public override Found<string>? Read(Reading reading, int at, ReadingContext context, bool isAnswer) => null;

    public override Found<string>? Find(Reading reading, ReadingContext context, bool isAnswer) =>
        isAnswer && ReadWhole(reading, context, isAnswer) is { } value ? new Found<string>(value, 0, reading.Count) : null;

    /// <summary>All that was written, tidied; what is longer than the limit is refused later, not cut.</summary>
    public override string? ReadWhole(Reading reading, ReadingContext context, bool isAnswer)
    {
        if (!isAnswer || reading.Count == 0)
        {
            return null;
        }

        string text = (reading.Original.Length > Tokenizer.MaxLength ? Tidy(reading.Original) : reading.Source).Trim();
        return text.Length == 0 ? null : text;
    }

    public override Problem? Check(string value, ReadingContext context)
    {
        if (value.Length > MaxLength)
        {
            return new Problem(context.Texts.TooLong, ("max", Number(MaxLength)));
        }

        if (value.Length < MinLength)
        {
            return new Problem(context.Texts.TooShort, ("min", Number(MinLength)));
        }

        return Pattern is null || IsMatch(Pattern, value) ? null : new Problem(PatternHint ?? context.Texts.WrongPattern);
    }

    public override string Show(string value, ReadingContext context) => value;

    public override object ToObject(string value) => value;

    public override void Write(Utf8JsonWriter writer, string value) => writer.WriteStringValue(value);

    /// <summary>What cannot be told in time does not match.</summary>
    private static bool IsMatch(Regex pattern, string value)
    {
        try
        {
            return pattern.IsMatch(value);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    private static string Number(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Only so much of a huge text as tells that it is too long.</summary>
    private static string Tidy(string text) => Tokenizer.Clean(text).PadRight(Tokenizer.MaxLength + 1, '…');
}
