using System.Globalization;

namespace Concierge.Forms.Parsing;

/// <summary>Numbers in digits (1,200 · 1.200 · 1 200 · 12,5) and in words.</summary>
internal static class NumberReader
{
    private const int MostDigits = 12;

    private static readonly PhraseTable<decimal> Dozens = new PhraseTable<decimal>()
        .Add(6, "half a dozen", "half dozen", "une demi-douzaine", "demi-douzaine", "media docena")
        .Add(12, "a dozen", "dozen", "une douzaine", "douzaine", "una docena", "docena")
        .Add(2, "a couple", "un par");

    /// <summary>The number that begins at a token.</summary>
    /// <param name="reading">The text.</param>
    /// <param name="at">The token.</param>
    /// <param name="language">The person's language, or null.</param>
    /// <param name="isMoney">No currency has three decimals: 1.500 is more than a thousand then, in any language.</param>
    public static Found<decimal>? Read(Reading reading, int at, string? language, bool isMoney = false)
    {
        if (!reading.IsFree(at))
        {
            return null;
        }

        return reading[at].Kind switch
        {
            TokenKind.Number => ReadDigits(reading, at, language, isMoney),
            TokenKind.Symbol => reading[at].IsSymbol('-') && reading.IsGluedNumber(at + 1) && !(reading[at].IsGlued && at > 0) && ReadDigits(reading, at + 1, language, isMoney) is { } positive
                ? new Found<decimal>(-positive.Value, at, positive.Count + 1)
                : null,
            _ => Dozens.Match(reading, at) ?? ReadWords(reading, at, language),
        };
    }

    /// <summary>The number in words that begins at a token.</summary>
    public static Found<decimal>? ReadWords(Reading reading, int at, string? language)
    {
        Found<decimal>? best = null;
        foreach (NumberWords words in NumberWords.All)
        {
            // "once" is eleven in Spanish only, and "cent" a coin in English.
            bool isOthers = language is not null && words.Language != ReadingContext.Primary(language);
            if ((isOthers && reading.IsAny(at, "once", "cent", "cents")) || words.Read(reading, at) is not { } found)
            {
                continue;
            }

            if (best is null || found.Count > best.Value.Count || (found.Count == best.Value.Count && !isOthers))
            {
                best = found;
            }
        }

        return best;
    }

    private static Found<decimal>? ReadDigits(Reading reading, int at, string? language, bool isMoney)
    {
        if (IsInside(reading, at))
        {
            return null;
        }

        var groups = new List<string> { reading[at].Text };
        var separators = new List<char>();
        int i = at + 1;
        while (true)
        {
            if (reading.IsFree(i) && reading[i] is { Kind: TokenKind.Symbol, IsGlued: true, Text: "." or "," } && reading.IsGluedNumber(i + 1))
            {
                separators.Add(reading[i].Text[0]);
                groups.Add(reading[i + 1].Text);
                i += 2;
            }
            else if (reading.IsNumber(i) && !reading[i].IsGlued && reading[i].Text.Length == 3 && groups[^1].Length <= 3 && separators.TrueForAll(static separator => separator == ' ')
                && (groups.Count > 1 || groups[0][0] != '0'))
            {
                separators.Add(' ');
                groups.Add(reading[i].Text);
                i++;
            }
            else
            {
                break;
            }
        }

        return Compose(groups, separators, language, isMoney) is { } value ? new Found<decimal>(value, at, i - at) : null;
    }

    /// <summary>The 30 of 10:30, the 05 of 12.05.2026.</summary>
    private static bool IsInside(Reading reading, int at) =>
        at > 1 && reading[at].IsGlued && reading[at - 1] is { Kind: TokenKind.Symbol, IsGlued: true, Text: "." or "," or ":" or "/" or "-" } && reading[at - 2].Kind == TokenKind.Number;

    private static decimal? Compose(List<string> groups, List<char> separators, string? language, bool isMoney)
    {
        if (groups.Sum(group => group.Length) > MostDigits)
        {
            return null;
        }

        bool hasFraction = separators.Count > 0 && IsDecimal(groups, separators, language, isMoney);
        int whole = hasFraction ? groups.Count - 1 : groups.Count;
        for (int g = 1; g < whole; g++)
        {
            if (groups[g].Length != 3 || separators[g - 1] != separators[0])
            {
                return null;
            }
        }

        if (whole > 1 && (groups[0].Length > 3 || (hasFraction && separators[^1] == separators[0])))
        {
            return null;
        }

        string digits = string.Concat(groups.Take(whole)) + (hasFraction ? "." + groups[^1] : string.Empty);
        return decimal.Parse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
    }

    /// <summary>Whether the last separator parts the fraction. 1,200 is read as the language writes it.</summary>
    private static bool IsDecimal(List<string> groups, List<char> separators, string? language, bool isMoney)
    {
        char last = separators[^1];
        if (last == ' ')
        {
            return false;
        }

        if (separators.Count > 1)
        {
            return last != separators[0];
        }

        bool couldBeThousands = groups[1].Length == 3 && groups[0].Length <= 3 && groups[0][0] != '0';
        char thousands = language is null || ReadingContext.Primary(language) == "en" ? ',' : '.';
        return !couldBeThousands || (last != thousands && !isMoney);
    }
}
