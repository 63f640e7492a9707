using System.Globalization;
using System.Text.Json;
using Concierge.Forms.Parsing;

namespace Concierge.Forms.Fields;

/// <summary>A number of a numeric type.</summary>
internal sealed class NumberKind(Type type) : FieldKind
{
    public override string Name => "number";

    public override int SearchOrder => 7;

    public decimal? Min { get; set; } = TypeMin(type);

    public decimal? Max { get; set; } = TypeMax(type);

    /// <summary>Words that follow the number and tell what it counts.</summary>
    public HashSet<string> Units { get; } = new(StringComparer.Ordinal);

    public override IReadOnlyList<string> Aliases => [.. Units];

    private bool IsInteger => type != typeof(decimal) && type != typeof(double) && type != typeof(float);

    public override Problem NotUnderstood(ReadingContext context) => new(IsInteger ? context.Texts.NotInteger : context.Texts.NotNumber);

    public override Found<string>? Read(Reading reading, int at, ReadingContext context, bool isAnswer)
    {
        if (NumberReader.Read(reading, at, context.Language) is not { } found)
        {
            return null;
        }

        bool hasUnit = reading.IsFree(found.End) && Units.Contains(reading[found.End].Text);
        if (!isAnswer && !hasUnit)
        {
            return null;
        }

        return new Found<string>(found.Value.ToString(CultureInfo.InvariantCulture), at, found.Count + (hasUnit ? 1 : 0));
    }

    /// <summary>In a sentence a number without its unit counts when it is the only one.</summary>
    public Found<string>? FindOnly(Reading reading, ReadingContext context)
    {
        Found<decimal>? only = null;
        for (int i = 0; i < reading.Count; i++)
        {
            if (!reading.IsFree(i) || (reading[i].Kind == TokenKind.Word && reading.IsAny(i, "a", "un", "une", "una", "uno", "one", "dos"))
                || NumberReader.Read(reading, i, context.Language) is not { } found)
            {
                continue;
            }

            if (only is not null)
            {
                return null;
            }

            only = found;
            i = found.End - 1;
        }

        return only is { } number ? new Found<string>(number.Value.ToString(CultureInfo.InvariantCulture), number.First, number.Count) : null;
    }

    public override Problem? Check(string value, ReadingContext context)
    {
        if (!decimal.TryParse(value, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out decimal number) || (IsInteger && number != Math.Floor(number)))
        {
            return NotUnderstood(context);
        }

        return number < Min
            ? new Problem(context.Texts.TooSmall, ("min", Show(Min.Value, context)))
            : number > Max ? new Problem(context.Texts.TooLarge, ("max", Show(Max.Value, context))) : null;
    }

    public override string Show(string value, ReadingContext context) => Show(decimal.Parse(value, CultureInfo.InvariantCulture), context);

    public override object ToObject(string value) => Convert.ChangeType(decimal.Parse(value, CultureInfo.InvariantCulture), type, CultureInfo.InvariantCulture);

    public override void Write(Utf8JsonWriter writer, string value) => writer.WriteNumberValue(decimal.Parse(value, CultureInfo.InvariantCulture));

    internal static string Show(decimal number, ReadingContext context)
    {
        string text = number.ToString("0.############", CultureInfo.InvariantCulture);
        return context.ShownLanguage is "fr" or "es" ? text.Replace('.', ',') : text;
    }

    private static decimal? TypeMin(Type type) =>
        type == typeof(int) ? int.MinValue : type == typeof(long) ? long.MinValue : type == typeof(short) ? short.MinValue : type == typeof(byte) || type == typeof(uint) ? 0 : null;

    private static decimal? TypeMax(Type type) =>
        type == typeof(int) ? int.MaxValue : type == typeof(long) ? long.MaxValue : type == typeof(short) ? short.MaxValue : type == typeof(byte) ? byte.MaxValue : type == typeof(uint) ? uint.MaxValue : null;
}
