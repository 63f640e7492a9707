namespace Concierge.Forms.Parsing;

/// <summary>Amounts with a currency: €12.50, 12,50 €, 12€50, 20 dollars, CHF 30, 3k.</summary>
internal static class MoneyReader
{
    private static readonly PhraseTable<string> Currencies = new PhraseTable<string>()
        .Add("EUR", "€", "eur", "euro", "euros").Add("GBP", "£", "gbp", "pound", "pounds", "livre sterling", "livres sterling", "libra", "libras", "quid")
        .Add("CHF", "chf", "franc", "francs", "francs suisses", "swiss francs", "franco", "francos").Add("USD", "usd", "us dollars", "dollars us").Add("CAD", "cad").Add("MXN", "mxn")
        .Add("JPY", "¥", "jpy", "yen", "yens", "yenes").Add("XOF", "xof", "fcfa", "cfa", "francs cfa").Add("MAD", "mad", "dirham", "dirhams").Add("ARS", "ars").Add("COP", "cop").Add("BRL", "brl", "reais")
        .Add("INR", "₹", "inr", "rupees").Add("$", "$", "dollar", "dollars", "dolar", "dolares").Add("P", "peso", "pesos");

    /// <summary>The amount that begins at a token.</summary>
    /// <param name="reading">The text.</param>
    /// <param name="at">The token.</param>
    /// <param name="context">The language.</param>
    /// <param name="usual">The currency of amounts that name none.</param>
    /// <param name="isAnswer">The text answers the question for an amount: a number alone is one then.</param>
    public static Found<Money>? Read(Reading reading, int at, ReadingContext context, string usual, bool isAnswer)
    {
        Found<string>? before = Currencies.Match(reading, at);
        if (NumberReader.Read(reading, before?.End ?? at, context.Language, isMoney: true) is not { } amount)
        {
            return null;
        }

        decimal value = amount.Value;
        int end = amount.End;
        if (reading.Is(end, "k") && reading[end].IsGlued && Math.Abs(value) < 1_000_000)
        {
            (value, end) = (value * 1000, end + 1);
        }

        Found<string>? currency = before;
        if (currency is null && Currencies.Match(reading, end) is { } after)
        {
            (currency, end) = (after, after.End);

            // 12€50
            if (after.Count == 1 && reading[after.First].Kind == TokenKind.Symbol && reading.IsGluedNumber(end) && reading[end].Text.Length == 2 && value == Math.Floor(value))
            {
                value += int.Parse(reading[end].Text, System.Globalization.CultureInfo.InvariantCulture) / 100m;
                end++;
            }
        }

        if (currency is null && !isAnswer)
        {
            return null;
        }

        string code = currency is { } named ? Code(named.Value, usual) : usual;
        return new Found<Money>(new Money(value, code), at, end - at);
    }

    /// <summary>A dollar or a peso is the host's own where the host has one.</summary>
    private static string Code(string currency, string usual) => currency switch
    {
        "$" => usual is "USD" or "CAD" or "AUD" or "NZD" or "SGD" or "HKD" or "MXN" or "ARS" or "COP" or "CLP" ? usual : "USD",
        "P" => usual is "MXN" or "ARS" or "COP" or "CLP" or "UYU" or "PHP" or "DOP" or "CUP" ? usual : "MXN",
        _ => currency,
    };
}
