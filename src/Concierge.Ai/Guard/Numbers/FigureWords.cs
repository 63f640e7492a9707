using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Concierge.Ai.Guard.Numbers;

/// <summary>The words and signs beside a number that say what it is for.</summary>
internal static class FigureWords
{
    /// <summary>What may part the groups of a number or a phone number besides signs: a blank that breaks the line or does not, wide or narrow.</summary>
    public const string Blanks = " \u00A0\u202F\u2009";

    private const string Signs = "€$£¥₹₽₺₴₦₫₩₪₱₿¢฿";

    private const int LongestWord = 12;

    private static readonly FrozenSet<string> Currencies = Set(
        "eur", "euro", "euros", "usd", "dollar", "dollars", "dolar", "dolares", "gbp", "pound", "pounds", "libra", "libras", "chf", "franc", "francs", "franco", "francos", "peso", "pesos",
        "soles", "reais", "dh", "dhs", "dirham", "dirhams", "dinar", "dinars", "dinares", "fcfa", "yen", "yens", "yuan", "rupee", "rupees", "roupies", "rupias", "lei", "kr", "zl",
        "cent", "cents", "centime", "centimes", "centimo", "centimos", "centavo", "centavos");

    /// <summary>In capitals only: in small letters some of them are words.</summary>
    private static readonly FrozenSet<string> Codes = Set(
        "EUR", "USD", "GBP", "CHF", "CAD", "AUD", "MXN", "ARS", "COP", "CLP", "PEN", "BRL", "UYU", "PYG", "BOB", "MAD", "DZD", "TND", "XOF", "XAF", "JPY", "CNY", "INR", "SEK", "NOK",
        "DKK", "PLN", "CZK", "HUF", "RON", "TRY", "RUB", "UAH", "ILS", "ZAR", "AED", "SAR", "EGP", "NGN", "KES", "SGD", "HKD", "NZD", "KRW", "THB");

    private static readonly FrozenSet<string> Hundredths = Set("cent", "cents", "centime", "centimes", "centimo", "centimos", "centavo", "centavos");

    private static readonly FrozenSet<string> Percentages = Set("percent", "pct", "prozent", "pourcent", "porciento");

    private static readonly FrozenDictionary<string, decimal> Magnitudes = new Dictionary<string, decimal>(StringComparer.Ordinal)
    {
        ["k"] = 1_000m,
        ["mil"] = 1_000m,
        ["thousand"] = 1_000m,
        ["million"] = 1_000_000m,
        ["millions"] = 1_000_000m,
        ["millon"] = 1_000_000m,
        ["millones"] = 1_000_000m,
        ["mio"] = 1_000_000m,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>A number after one of these is a price without saying so.</summary>
    private static readonly FrozenSet<string> Prices = Set(
        "price", "priced", "prices", "cost", "costs", "costing", "fee", "fees", "charge", "prix", "coute", "coutent", "cout", "tarif", "tarifs", "montant",
        "precio", "precios", "cuesta", "cuestan", "coste", "costo", "importe", "tarifa", "tarifas", "preis", "kostet", "kosten");

    private static readonly FrozenSet<string> Fillers = Set(
        "is", "are", "of", "from", "only", "just", "about", "at", "est", "sont", "de", "a", "des", "environ", "seulement", "es", "son", "desde", "solo", "unos", "ist", "nur", "ab");

    /// <summary>A measure is no price.</summary>
    private static readonly FrozenSet<string> Units = Set(
        "m", "km", "cm", "mm", "kg", "g", "mg", "l", "cl", "ml", "h", "min", "mn", "s", "ha", "kw", "kwh", "kcal", "cal", "mb", "gb", "c", "f", "hours", "heures", "horas", "minutes", "minutos");

    /// <summary>A sign or a word of money stands right before.</summary>
    public static bool IsMoneyBefore(string text, int start)
    {
        int at = start - 1;
        if (at >= 0 && Blanks.Contains(text[at], StringComparison.Ordinal))
        {
            at--;
        }

        if (at < 0)
        {
            return false;
        }

        if (Signs.Contains(text[at], StringComparison.Ordinal))
        {
            return true;
        }

        at = text[at] == '.' ? at - 1 : at;
        return IsMoney(text, at + 1 - RawLength(text, at + 1), at + 1);
    }

    /// <summary>What is said right after a number.</summary>
    public static FigureSuffix After(string text, int end)
    {
        int at = end;
        if (at + 1 < text.Length && text[at] is ',' or '.' && text[at + 1] is '-' or '–' or '—')
        {
            // "45,-"
            at += 2;
        }

        int afterBlank = at < text.Length && Blanks.Contains(text[at], StringComparison.Ordinal) ? at + 1 : at;
        if (afterBlank >= text.Length)
        {
            return default;
        }

        if (text[afterBlank] is '%' or '‰' or '٪')
        {
            return new FigureSuffix { IsPercentage = true };
        }

        if (Signs.Contains(text[afterBlank], StringComparison.Ordinal))
        {
            return new FigureSuffix { IsMoney = true };
        }

        string word = WordAfter(text, afterBlank, out int next);
        if (Magnitudes.TryGetValue(word, out decimal times))
        {
            return new FigureSuffix { Times = times, IsMoney = IsMoneyAfterMagnitude(text, next) };
        }

        if (Percentages.Contains(word) || IsPercentageOfTwoWords(text, word, next))
        {
            return new FigureSuffix { IsPercentage = true };
        }

        return IsMoney(text, afterBlank, next)
            ? new FigureSuffix { IsMoney = true, Times = Hundredths.Contains(word) ? 0.01m : null }
            : new FigureSuffix { IsUnit = Units.Contains(word) };
    }

    /// <summary>A word for a price stands before, with nothing but small words between.</summary>
    public static bool IsPriceBefore(string text, int start)
    {
        const int reach = 3;
        int at = start;
        for (int i = 0; i < reach; i++)
        {
            while (at > 0 && (Blanks.Contains(text[at - 1], StringComparison.Ordinal) || text[at - 1] is ':' or '*' or '_' or '='))
            {
                at--;
            }

            string word = WordBefore(text, at);
            if (Prices.Contains(word))
            {
                return true;
            }

            if (!Fillers.Contains(word))
            {
                return false;
            }

            at -= RawLength(text, at);
        }

        return false;
    }

    private static bool IsPercentageOfTwoWords(string text, string word, int next) =>
        word is "pour" or "por" or "per" && WordAfter(text, Math.Min(next + 1, text.Length), out _) is "cent" or "ciento";

    private static bool IsMoneyAfterMagnitude(string text, int at)
    {
        while (at < text.Length && Blanks.Contains(text[at], StringComparison.Ordinal))
        {
            at++;
        }

        if (at < text.Length && Signs.Contains(text[at], StringComparison.Ordinal))
        {
            return true;
        }

        string word = WordAfter(text, at, out int next);
        return IsMoney(text, at, next) || (word is "de" or "d" or "of" && Currencies.Contains(WordAfter(text, Math.Min(next + 1, text.Length), out _)));
    }

    private static bool IsMoney(string text, int start, int end)
    {
        ReadOnlySpan<char> word = text.AsSpan(start, end - start);
        return Codes.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word) || word is "Rs" or "Fr" || Currencies.Contains(Plain(word));
    }

    private static int RawLength(string text, int end)
    {
        int start = end;
        while (start > 0 && char.IsLetter(text[start - 1]))
        {
            start--;
        }

        return end - start;
    }

    private static string WordBefore(string text, int end) => Plain(text.AsSpan(end - RawLength(text, end), RawLength(text, end)));

    private static string WordAfter(string text, int start, out int end)
    {
        end = start;
        while (end < text.Length && char.IsLetter(text[end]))
        {
            end++;
        }

        return Plain(text.AsSpan(start, end - start));
    }

    /// <summary>In lower case and without accents; empty where it is too long to be one of the words.</summary>
    private static string Plain(ReadOnlySpan<char> word)
    {
        if (word.Length is 0 or > LongestWord)
        {
            return string.Empty;
        }

        var plain = new StringBuilder(word.Length);
        foreach (char c in word.ToString().Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
            {
                plain.Append(char.ToLowerInvariant(c));
            }
        }

        return plain.ToString();
    }

    private static FrozenSet<string> Set(params string[] words) => words.ToFrozenSet(StringComparer.Ordinal);
}
