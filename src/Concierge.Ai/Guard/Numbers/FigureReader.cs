using System.Globalization;
using System.Text;

namespace Concierge.Ai.Guard.Numbers;

/// <summary>
/// Finds the numbers in a text and says what each is for. Dates, times, years and what is inside an address are left out. One pass, whatever the text.
/// </summary>
internal sealed class FigureReader
{
    private const int FirstYear = 1900;
    private const int LastYear = 2099;
    private const int LongestQuantity = 18;
    private const int ShortestReference = 5;
    private const int ShortestPhone = 7;
    private const int SurelyDigits = 9;
    private const int MostDigits = 40;

    /// <summary>From here on a bare number is as good as a price.</summary>
    private const decimal Large = 1000;

    private readonly string _text;
    private readonly List<Figure> _figures = [];

    private FigureReader(string text) => _text = text;

    public static List<Figure> Read(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('0', '9') && !text.Any(char.IsDigit))
        {
            return [];
        }

        var reader = new FigureReader(text);
        reader.ReadAll();
        return reader._figures;
    }

    private void ReadAll()
    {
        int at = 0;
        while (at < _text.Length)
        {
            bool isWordStart = at == 0 || char.IsWhiteSpace(_text[at - 1]);
            if (isWordStart && AddressEnd(at) is { } behind)
            {
                at = behind;
            }
            else if (AccountEnd(at) is { } end)
            {
                Add(new Figure(at, end, FigureKind.Digits, [], LettersAndDigits(at, end)));
                at = end;
            }
            else if (!char.IsDigit(_text[at]))
            {
                at++;
            }
            else
            {
                at = ReadNumber(at);
            }
        }
    }

    private int ReadNumber(int start)
    {
        if (TimeOrDateEnd(start) is { } skipped)
        {
            return skipped;
        }

        (int end, List<decimal> values, bool hasCents) = Quantity(start);
        FigureSuffix suffix = FigureWords.After(_text, end);
        if (suffix.Times is { } times)
        {
            values.AddRange([.. values.Select(value => value * times)]);
        }

        if (values.Count > 0 && (suffix.IsMoney || suffix.IsPercentage || FigureWords.IsMoneyBefore(_text, start)))
        {
            bool isWhole = suffix.IsPercentage && values.Contains(100);
            Add(new Figure(start, end, isWhole ? FigureKind.Plain : FigureKind.Amount, values, Digits(start, end)) { IsPercentage = suffix.IsPercentage });
            return end;
        }

        if (Run(start, end) is { } run)
        {
            Add(run with { Values = run.End == end ? values : [] });
            return run.End;
        }

        bool isSpecial = !suffix.IsUnit
            && values.Count > 0
            && ((values.Max() >= Large && !IsYear(start, end)) || (hasCents && !IsTime(start, end)) || (values.Max() >= 10 && FigureWords.IsPriceBefore(_text, start)));
        Add(new Figure(start, end, isSpecial ? FigureKind.Amount : FigureKind.Plain, values, Digits(start, end)));
        return end;
    }

    /// <summary>"10–20 €": the first is an amount too.</summary>
    private void Add(Figure figure)
    {
        if (figure.Kind == FigureKind.Amount && _figures.Count > 0 && _figures[^1] is { Kind: FigureKind.Plain } before && IsRange(before.End, figure.Start))
        {
            _figures[^1] = before.As(FigureKind.Amount);
        }

        _figures.Add(figure);
    }

    private bool IsRange(int from, int to) => to - from <= 5 && _text[from..to].Trim().ToLowerInvariant() is "-" or "–" or "à" or "a" or "to" or "bis" or "y" or "et" or "and" or "/" or "ou" or "or" or "o";

    /// <summary>The longest quantity that begins here: groups of three, one sign for the fraction.</summary>
    private (int End, List<decimal> Values, bool HasCents) Quantity(int start)
    {
        int first = DigitsEnd(start);
        int end = first;
        char group = '\0';
        int groups = 0;
        while (first - start <= 3 && end + 3 < _text.Length && IsGroupSign(_text[end]) && (group == '\0' || _text[end] == group) && DigitsEnd(end + 1) == end + 4)
        {
            group = _text[end];
            groups++;
            end += 4;
        }

        int whole = end;
        int fraction = 0;
        if (end + 1 < _text.Length && _text[end] is '.' or ',' && _text[end] != group && char.IsDigit(_text[end + 1]))
        {
            int fractionEnd = DigitsEnd(end + 1);
            bool goesOn = fractionEnd + 1 < _text.Length && _text[fractionEnd] == _text[end] && char.IsDigit(_text[fractionEnd + 1]);
            if (!goesOn)
            {
                fraction = fractionEnd - end - 1;
                end = fractionEnd;
            }
        }

        var values = new List<decimal>(2);
        if (Value(start, whole) is { } integer)
        {
            values.Add(fraction > 0 && Value(whole + 1, end) is { } part ? integer + (part * Power(fraction)) : integer);

            // "1.234" and "1,234" are read in both ways.
            if (groups == 1 && group is '.' or ',' && fraction == 0 && Value(start, first) is { } ones && Value(first + 1, end) is { } thousandths)
            {
                values.Add(ones + (thousandths * Power(3)));
            }
        }

        return (end, values, fraction == 2);
    }

    /// <summary>Digits with signs between them that make no quantity: a phone number, a card, an order.</summary>
    private Figure? Run(int start, int quantityEnd)
    {
        int end = start;
        var digits = new StringBuilder();
        var lengths = new List<int>();
        bool hasDash = false;
        bool hasBlank = false;
        while (true)
        {
            int groupEnd = DigitsEnd(end);
            AppendDigits(digits, end, groupEnd);
            lengths.Add(groupEnd - end);
            end = groupEnd;
            if (digits.Length > MostDigits || NextGroup(groupEnd) is not { } next)
            {
                break;
            }

            ReadOnlySpan<char> between = _text.AsSpan(groupEnd, next - groupEnd);
            hasDash |= between.ContainsAny('-', '–', '‑');
            hasBlank |= between.ContainsAny(FigureWords.Blanks);
            end = next;
        }

        bool isOpened = start > 0 && _text[start - 1] is '+' or '(';
        bool isNumbered = isOpened || _text[start] == '0';
        if (lengths.Count == 1)
        {
            return digits.Length >= ShortestReference || (isOpened && _text[start - 1] == '+') ? Make() : null;
        }

        bool isPair = lengths.Count == 2 && hasDash && !isNumbered && _text[end - lengths[1]] != '0';
        bool areHours = hasDash && hasBlank && lengths.TrueForAll(length => length <= 2) && !isOpened;
        return !isPair && !areHours && digits.Length >= (isNumbered ? ShortestPhone : SurelyDigits) && end >= quantityEnd ? Make() : null;

        Figure Make() => new(isOpened ? start - 1 : start, end, FigureKind.Digits, [], digits.ToString());
    }

    /// <summary>Where the next group of digits begins, over one sign or a bracket with a blank; "(0)" is left out.</summary>
    private int? NextGroup(int end)
    {
        int at = end;
        const string signs = FigureWords.Blanks + ".-‑/()";
        for (int i = 0; i < 2 && at < _text.Length && signs.Contains(_text[at], StringComparison.Ordinal); i++)
        {
            at++;
            if (at + 1 < _text.Length && _text[at - 1] == '(' && _text[at] == '0' && _text[at + 1] == ')')
            {
                at += 2;
            }
        }

        bool isParted = at > end && at < _text.Length && char.IsDigit(_text[at]);
        bool isSentenceEnd = at - end == 2 && _text[end] == '.';
        return isParted && !isSentenceEnd ? at : null;
    }

    /// <summary>"FR76 3000 6000 …": two letters, two digits, and groups of letters and digits.</summary>
    private int? AccountEnd(int start)
    {
        if (start + 4 > _text.Length
            || (start > 0 && char.IsLetterOrDigit(_text[start - 1]))
            || !char.IsAsciiLetterUpper(_text[start])
            || !char.IsAsciiLetterUpper(_text[start + 1])
            || !char.IsAsciiDigit(_text[start + 2])
            || !char.IsAsciiDigit(_text[start + 3]))
        {
            return null;
        }

        const int shortest = 15;
        const int longest = 34;
        int end = start;
        int count = 0;
        for (int at = start; at < _text.Length && count < longest; at++)
        {
            if (char.IsAsciiDigit(_text[at]) || char.IsAsciiLetterUpper(_text[at]))
            {
                count++;
                end = at + 1;
            }
            else if (!FigureWords.Blanks.Contains(_text[at], StringComparison.Ordinal) || at != end)
            {
                break;
            }
        }

        return count >= shortest ? end : null;
    }

    /// <summary>The guard of links looks at addresses; their digits are not looked at.</summary>
    private int? AddressEnd(int start)
    {
        int end = start;
        bool hasPath = false;
        bool isAddress = false;
        while (end < _text.Length && !char.IsWhiteSpace(_text[end]))
        {
            isAddress |= _text[end] == '@' || (_text[end] == ':' && end + 2 < _text.Length && _text[end + 1] == '/' && _text[end + 2] == '/');
            isAddress |= _text[end] == '/' && hasPath;
            hasPath |= _text[end] == '.' && end > start && end + 1 < _text.Length && char.IsLetter(_text[end - 1]) && char.IsLetter(_text[end + 1]);
            end++;
        }

        return isAddress ? end : null;
    }

    private int? TimeOrDateEnd(int start)
    {
        if (DateEnd(start) is { } date)
        {
            return date;
        }

        if (ClockEnd(start, out bool isSure) is not { } first)
        {
            return null;
        }

        int at = first;
        while (at < _text.Length && (_text[at] is '-' or '–' or '‑' || FigureWords.Blanks.Contains(_text[at], StringComparison.Ordinal)))
        {
            at++;
        }

        // "9.30–12.00" are hours; "9.30" alone may be a price.
        bool isRange = at > first && at - first <= 3 && _text.AsSpan(first, at - first).ContainsAny('-', '–', '‑');
        return isRange && ClockEnd(at, out _) is { } second ? second : isSure ? first : null;
    }

    /// <summary>"2026-01-31", "31/1/26", "31.01.2026".</summary>
    private int? DateEnd(int start)
    {
        int first = DigitsEnd(start);
        if (first + 1 >= _text.Length || _text[first] is not ('-' or '/' or '.') || !char.IsDigit(_text[first + 1]))
        {
            return null;
        }

        int second = DigitsEnd(first + 1);
        if (second + 1 >= _text.Length || _text[second] != _text[first] || !char.IsDigit(_text[second + 1]))
        {
            return null;
        }

        int third = DigitsEnd(second + 1);
        decimal a = Value(start, first) ?? decimal.MaxValue;
        decimal b = Value(first + 1, second) ?? decimal.MaxValue;
        decimal c = Value(second + 1, third) ?? decimal.MaxValue;
        bool goesOn = third + 1 < _text.Length && _text[third] == _text[first] && char.IsDigit(_text[third + 1]);
        bool isIso = first - start == 4 && a is >= FirstYear and <= LastYear && b is >= 1 and <= 12 && c is >= 1 and <= 31;
        bool isCommon = a is >= 1 and <= 31 && b is >= 1 and <= 31 && (a <= 12 || b <= 12) && (third - second == 3 || (third - second == 5 && c is >= FirstYear and <= LastYear));
        return !goesOn && (isIso || isCommon) ? third : null;
    }

    /// <summary>"14:30", "14h30", "9h", "9.30".</summary>
    private int? ClockEnd(int start, out bool isSure)
    {
        isSure = false;
        int hour = DigitsEnd(start);
        if (hour - start is < 1 or > 2 || hour >= _text.Length || Value(start, hour) is not (>= 0 and <= 24))
        {
            return null;
        }

        char sign = _text[hour];
        isSure = sign is ':' or 'h' or 'H';
        int minute = hour + 1 < _text.Length ? DigitsEnd(hour + 1) : hour + 1;
        if ((isSure || sign == '.') && minute - hour == 3 && Value(hour + 1, minute) is >= 0 and <= 59)
        {
            bool goesOn = minute + 1 < _text.Length && _text[minute] == '.' && char.IsDigit(_text[minute + 1]);
            return goesOn ? null : minute;
        }

        isSure = sign is 'h' or 'H' && (hour + 1 == _text.Length || !char.IsLetterOrDigit(_text[hour + 1]));
        return isSure ? hour + 1 : null;
    }

    private bool IsTime(int start, int end) => ClockEnd(start, out _) == end;

    private bool IsYear(int start, int end) => end - start == 4 && DigitsEnd(start) == end && Value(start, end) is >= FirstYear and <= LastYear;

    private static bool IsGroupSign(char c) => c is '.' or ',' or '\'' or '’' || FigureWords.Blanks.Contains(c, StringComparison.Ordinal);

    private int DigitsEnd(int start)
    {
        int end = start;
        while (end < _text.Length && char.IsDigit(_text[end]))
        {
            end++;
        }

        return end;
    }

    /// <summary>The value of the digits, whatever stands between them; null where there are too many.</summary>
    private decimal? Value(int start, int end)
    {
        decimal value = 0;
        int count = 0;
        for (int i = start; i < end; i++)
        {
            if (char.IsDigit(_text[i]))
            {
                value = (value * 10) + CharUnicodeInfo.GetDecimalDigitValue(_text[i]);
                if (++count > LongestQuantity)
                {
                    return null;
                }
            }
        }

        return value;
    }

    private static decimal Power(int fraction)
    {
        decimal power = 1;
        for (int i = 0; i < fraction; i++)
        {
            power /= 10;
        }

        return power;
    }

    private string Digits(int start, int end)
    {
        var digits = new StringBuilder(end - start);
        AppendDigits(digits, start, end);
        return digits.ToString();
    }

    private void AppendDigits(StringBuilder digits, int start, int end)
    {
        for (int i = start; i < end; i++)
        {
            if (char.IsDigit(_text[i]))
            {
                digits.Append((char)('0' + CharUnicodeInfo.GetDecimalDigitValue(_text[i])));
            }
        }
    }

    private string LettersAndDigits(int start, int end) => string.Concat(_text[start..end].Where(char.IsLetterOrDigit));
}
