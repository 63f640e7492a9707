using System.Globalization;
using System.Text.Json;
using Concierge.Forms.Parsing;

namespace Concierge.Forms.Fields;

/// <summary>An amount; kept as <c>12.50 EUR</c>.</summary>
internal sealed class MoneyKind : FieldKind
{
    public override string Name => "money";

    public override int SearchOrder => 2;

    public override IReadOnlyList<string> Aliases { get; } = ["amount", "price", "budget", "montant", "prix", "importe", "precio", "presupuesto"];

    public string Currency { get; set; } = "EUR";

    public decimal? Min { get; set; } = 0;

    public decimal? Max { get; set; }

    public override Problem NotUnderstood(ReadingContext context) => new(context.Texts.NotMoney);

    public override Found<string>? Read(Reading reading, int at, ReadingContext context, bool isAnswer) =>
        MoneyReader.Read(reading, at, context, Currency, isAnswer) is { } found ? new Found<string>(found.Value.ToString(), found.First, found.Count) : null;

    public override Problem? Check(string value, ReadingContext context)
    {
        if (Parse(value) is not { } money)
        {
            return NotUnderstood(context);
        }

        return money.Amount < Min
            ? new Problem(context.Texts.TooSmall, ("min", Show(money with { Amount = Min.Value }, context)))
            : money.Amount > Max ? new Problem(context.Texts.TooLarge, ("max", Show(money with { Amount = Max.Value }, context))) : null;
    }

    public override string Show(string value, ReadingContext context) => Show((Money)ToObject(value), context);

    public override object ToObject(string value) => Parse(value) ?? throw new FormatException("The value is not an amount.");

    public override void Write(Utf8JsonWriter writer, string value)
    {
        var money = (Money)ToObject(value);
        writer.WriteStartObject();
        writer.WriteNumber("amount", money.Amount);
        writer.WriteString("currency", money.Currency);
        writer.WriteEndObject();
    }

    private static Money? Parse(string value)
    {
        int blank = value.IndexOf(' ', StringComparison.Ordinal);
        return blank > 0 && value.Length == blank + 4 && decimal.TryParse(value.AsSpan(0, blank), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out decimal amount)
            ? new Money(amount, value[(blank + 1)..])
            : null;
    }

    private static string Show(Money money, ReadingContext context)
    {
        string amount = money.Amount.ToString(money.Amount == Math.Floor(money.Amount) ? "0" : "0.00", CultureInfo.InvariantCulture);
        return $"{(context.ShownLanguage is "fr" or "es" ? amount.Replace('.', ',') : amount)} {(money.Currency == "EUR" ? "€" : money.Currency)}";
    }
}
