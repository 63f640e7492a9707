using System.Globalization;
using System.Text.Json;
using Concierge.Forms.Parsing;

namespace Concierge.Forms.Fields;

internal sealed class DateKind : FieldKind
{
    private const string Format = "yyyy-MM-dd";

    public override string Name => "date";

    public override int SearchOrder => 3;

    public override IReadOnlyList<string> Aliases { get; } = ["date", "day", "jour", "fecha", "dia"];

    public DateOnly? Min { get; set; }

    public DateOnly? Max { get; set; }

    /// <summary>Not before today, whenever that is.</summary>
    public bool IsAhead { get; set; }

    /// <summary>Not after today.</summary>
    public bool IsPast { get; set; }

    public override Problem NotUnderstood(ReadingContext context) => new(context.Texts.NotDate);

    public override Found<string>? Read(Reading reading, int at, ReadingContext context, bool isAnswer) =>
        DateReader.Read(reading, at, context, isAnswer, IsPast) is { } found ? new Found<string>(Text(found.Value), found.First, found.Count) : null;

    public override Problem? Check(string value, ReadingContext context)
    {
        if (!DateOnly.TryParseExact(value, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date))
        {
            return NotUnderstood(context);
        }

        if (IsAhead && date < context.Today)
        {
            return new Problem(context.Texts.InPast, ("value", Show(value, context)));
        }

        if (IsPast && date > context.Today)
        {
            return new Problem(context.Texts.InFuture, ("value", Show(value, context)));
        }

        return date < Min
            ? new Problem(context.Texts.TooEarly, ("min", CalendarWords.Show(Min.Value, context.ShownLanguage)))
            : date > Max ? new Problem(context.Texts.TooLate, ("max", CalendarWords.Show(Max.Value, context.ShownLanguage))) : null;
    }

    public override string Show(string value, ReadingContext context) => CalendarWords.Show((DateOnly)ToObject(value), context.ShownLanguage);

    public override object ToObject(string value) => DateOnly.ParseExact(value, Format, CultureInfo.InvariantCulture);

    public override void Write(Utf8JsonWriter writer, string value) => writer.WriteStringValue(value);

    private static string Text(DateOnly date) => date.ToString(Format, CultureInfo.InvariantCulture);
}
