using System.Globalization;
using System.Text.Json;
using Concierge.Forms.Parsing;

namespace Concierge.Forms.Fields;

internal sealed class TimeKind : FieldKind
{
    private const string Format = "HH:mm";

    public override string Name => "time";

    public override int SearchOrder => 4;

    public override IReadOnlyList<string> Aliases { get; } = ["time", "hour", "heure", "horaire", "hora"];

    public TimeOnly? Min { get; set; }

    public TimeOnly? Max { get; set; }

    public override Problem NotUnderstood(ReadingContext context) => new(context.Texts.NotTime);

    public override Found<string>? Read(Reading reading, int at, ReadingContext context, bool isAnswer)
    {
        if (TimeReader.Read(reading, at, context, isAnswer) is not { } found)
        {
            return null;
        }

        TimeOnly time = found.Value.Time;

        // Where only the evening is possible, "8" is 20:00.
        if (!found.Value.IsExact && !IsWithin(time) && IsWithin(time.AddHours(12)))
        {
            time = time.AddHours(12);
        }

        return new Found<string>(time.ToString(Format, CultureInfo.InvariantCulture), found.First, found.Count);
    }

    public override Problem? Check(string value, ReadingContext context)
    {
        if (!TimeOnly.TryParseExact(value, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly time))
        {
            return NotUnderstood(context);
        }

        return time < Min
            ? new Problem(context.Texts.TooEarly, ("min", Show(Min.Value, context)))
            : time > Max ? new Problem(context.Texts.TooLate, ("max", Show(Max.Value, context))) : null;
    }

    public override string Show(string value, ReadingContext context) => Show((TimeOnly)ToObject(value), context);

    public override object ToObject(string value) => TimeOnly.ParseExact(value, Format, CultureInfo.InvariantCulture);

    public override void Write(Utf8JsonWriter writer, string value) => writer.WriteStringValue(value);

    private static string Show(TimeOnly time, ReadingContext context) => context.ShownLanguage == "fr"
        ? string.Create(CultureInfo.InvariantCulture, $"{time.Hour}h{time.Minute:00}")
        : time.ToString(Format, CultureInfo.InvariantCulture);

    private bool IsWithin(TimeOnly time) => !(time < Min) && !(time > Max);
}
