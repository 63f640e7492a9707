namespace Concierge.Forms.Parsing;

/// <summary>
/// Dates: absolute (2026-05-12, 12.05.2026, 3/4, 12 May, le 3 mai, 3 de mayo) and relative (tomorrow, next Tuesday, mardi prochain, el martes que
/// viene, in three days). "Tuesday" is the next one after today; "next Tuesday" is that of next week; "mardi prochain" and "el próximo martes"
/// are the next one.
/// </summary>
internal static class DateReader
{
    private static readonly PhraseTable<int> Relative = new PhraseTable<int>()
        .Add(0, "today", "tonight", "aujourd'hui", "aujourdhui", "ce soir", "cet après-midi", "ce matin", "hoy", "esta noche", "esta tarde", "this evening", "this afternoon", "this morning")
        .Add(1, "tomorrow", "tmrw", "tmr", "demain", "mañana", "mañana por la mañana", "mañana por la tarde", "mañana por la noche")
        .Add(2, "day after tomorrow", "the day after tomorrow", "après-demain", "pasado mañana")
        .Add(-1, "yesterday", "hier", "ayer")
        .Add(-2, "day before yesterday", "the day before yesterday", "avant-hier", "anteayer");

    private static readonly PhraseTable<(int Days, int Months)> Units = new PhraseTable<(int Days, int Months)>()
        .Add((1, 0), "day", "days", "jour", "jours", "dia", "dias")
        .Add((7, 0), "week", "weeks", "semaine", "semaines", "semana", "semanas")
        .Add((0, 1), "month", "months", "mois", "mes", "meses")
        .Add((0, 12), "year", "years", "an", "ans", "année", "années", "año", "años");

    private static readonly PhraseTable<bool> Ahead = new PhraseTable<bool>().Add(true, "in", "dans", "d'ici", "en", "dentro de");

    private static readonly PhraseTable<bool> Since = new PhraseTable<bool>().Add(true, "il y a", "hace");

    private static readonly PhraseTable<bool> NextBefore = new PhraseTable<bool>().Add(true, "next", "next week", "next week on", "la semaine prochaine", "la semaine prochaine le", "la próxima semana el", "la semana que viene el").Add(false, "próximo", "proximo", "el próximo", "prochain", "le prochain", "coming", "this coming");

    private static readonly PhraseTable<bool> NextAfter = new PhraseTable<bool>().Add(false, "prochain", "qui vient", "próximo", "que viene").Add(true, "of next week", "next week", "de la semaine prochaine", "de la próxima semana", "de la semana que viene", "de la semana próxima");

    private static readonly PhraseTable<bool> WeekLater = new PhraseTable<bool>().Add(true, "en huit");

    private static readonly PhraseTable<bool> This = new PhraseTable<bool>().Add(true, "this", "ce", "cet", "este");

    /// <summary>The date that begins at a token.</summary>
    /// <param name="reading">The text.</param>
    /// <param name="at">The token.</param>
    /// <param name="context">Day, language, order of day and month.</param>
    /// <param name="isAnswer">The text answers the question for a date: "the 12th" and "12" are one then, and short names count.</param>
    /// <param name="isPast">A date without year is the last such one, as of a birthday.</param>
    public static Found<DateOnly>? Read(Reading reading, int at, ReadingContext context, bool isAnswer, bool isPast)
    {
        if (!reading.IsFree(at))
        {
            return null;
        }

        return reading[at].Kind == TokenKind.Number
            ? Written(reading, at, context, isPast) ?? DayAndMonth(reading, at, context, isPast) ?? Ago(reading, at, context) ?? DayAlone(reading, at, context, isAnswer, isPast)
            : reading[at].Kind == TokenKind.Symbol
                ? null
                : FromToday(reading, at, context) ?? Weekday(reading, at, context, isAnswer) ?? InSome(reading, at, context) ?? MonthAndDay(reading, at, context, isPast)
                    ?? DayAndMonth(reading, at, context, isPast) ?? Ago(reading, at, context) ?? TheDay(reading, at, context, isPast);
    }

    private static Found<DateOnly>? FromToday(Reading reading, int at, ReadingContext context)
    {
        // "por la mañana" and "de la mañana" are a part of the day.
        if (reading.Is(at, "manana") && at > 0 && reading[at - 1].IsWord("la"))
        {
            return null;
        }

        return Relative.Match(reading, at, typos: true) is { } found ? Date(context.Today, found.Value, 0, at, found.End) : null;
    }

    private static Found<DateOnly>? Weekday(Reading reading, int at, ReadingContext context, bool isAnswer)
    {
        bool? next = null;
        bool isThis = false;
        int i = at;
        if (This.Match(reading, i) is { } thisOne && NextBefore.Match(reading, i) is null)
        {
            (isThis, i) = (true, thisOne.End);
        }
        else if (NextBefore.Match(reading, i) is { } before)
        {
            (next, i) = (before.Value, before.End);
        }

        if ((CalendarWords.Weekdays.Match(reading, i, typos: true) ?? Short(reading, i, context, isAnswer)) is not { } day)
        {
            return null;
        }

        i = day.End;
        if (next is null && NextAfter.Match(reading, i) is { } after)
        {
            (next, i) = (after.Value, after.End);
        }

        // "Tuesday 12 May" names its day twice: the date counts.
        int dated = reading.IsSymbol(i, ',') ? i + 1 : i;
        if ((DayAndMonth(reading, dated, context, isPast: false) ?? MonthAndDay(reading, dated, context, isPast: false) ?? DayOfMonth(reading, dated, context, day.Value)) is { } date)
        {
            return new Found<DateOnly>(date.Value, at, date.End - at);
        }

        bool isWeekLater = false;
        if (WeekLater.Match(reading, i) is { } later)
        {
            (isWeekLater, i) = (true, later.End);
        }

        int ahead = ((int)day.Value - (int)context.Today.DayOfWeek + 7) % 7;
        if (next == true)
        {
            // The week begins on Monday.
            int sinceMonday = ((int)context.Today.DayOfWeek + 6) % 7;
            ahead = 7 - sinceMonday + (((int)day.Value + 6) % 7);
        }
        else if (ahead == 0 && !isThis)
        {
            ahead = 7;
        }

        return Date(context.Today, isWeekLater ? ahead + 7 : ahead, 0, at, i);
    }

    /// <summary>"Mardi 12": believed when the 12th is a Tuesday.</summary>
    private static Found<DateOnly>? DayOfMonth(Reading reading, int at, ReadingContext context, DayOfWeek day) =>
        (TheDay(reading, at, context, isPast: false) ?? (reading.IsNumber(at) ? DayAlone(reading, at, context, isAnswer: true, isPast: false) : null)) is { } found && found.Value.DayOfWeek == day
            ? found
            : null;

    private static Found<DayOfWeek>? Short(Reading reading, int at, ReadingContext context, bool isAnswer)
    {
        if (!isAnswer)
        {
            return null;
        }

        return CalendarWords.ShortWeekdays.TryGetValue(context.ShownLanguage, out PhraseTable<DayOfWeek>? table) ? table.Match(reading, at) : null;
    }

    private static Found<DateOnly>? InSome(Reading reading, int at, ReadingContext context) =>
        Ahead.Match(reading, at) is { } ahead && Amount(reading, ahead.End, context) is { } amount
            ? Date(context.Today, amount.Value.Days, amount.Value.Months, at, amount.End)
            : Since.Match(reading, at) is { } since && Amount(reading, since.End, context) is { } past
                ? Date(context.Today, -past.Value.Days, -past.Value.Months, at, past.End)
                : null;

    private static Found<DateOnly>? Ago(Reading reading, int at, ReadingContext context) =>
        Amount(reading, at, context) is { } amount && reading.Is(amount.End, "ago") ? Date(context.Today, -amount.Value.Days, -amount.Value.Months, at, amount.End + 1) : null;

    private static Found<(int Days, int Months)>? Amount(Reading reading, int at, ReadingContext context)
    {
        Found<decimal>? count = reading.IsAny(at, "a", "an") ? new Found<decimal>(1, at, 1) : NumberReader.Read(reading, at, context.Language);
        if (count is not { Value: >= 0 and < 2000 } amount || amount.Value != Math.Floor(amount.Value) || Units.Match(reading, amount.End) is not { } unit)
        {
            return null;
        }

        return new Found<(int, int)>((unit.Value.Days * (int)amount.Value, unit.Value.Months * (int)amount.Value), at, unit.End - at);
    }

    /// <summary>In digits: year first, or day and month in the order of the language.</summary>
    private static Found<DateOnly>? Written(Reading reading, int at, ReadingContext context, bool isPast)
    {
        if (!reading.IsFree(at + 1) || reading[at + 1] is not { Kind: TokenKind.Symbol, IsGlued: true, Text: "/" or "." or "-" } separator || !reading.IsGluedNumber(at + 2))
        {
            return null;
        }

        bool hasThird = reading.IsFree(at + 3) && reading[at + 3].IsGlued && reading[at + 3].Text == separator.Text && reading.IsGluedNumber(at + 4);
        string first = reading[at].Text;
        string second = reading[at + 2].Text;
        if (second.Length > 2 || (first.Length > 2 && (first.Length != 4 || !hasThird)))
        {
            return null;
        }

        if (first.Length == 4)
        {
            return reading[at + 4].Text.Length <= 2 ? Valid(Number(first), Number(second), Number(reading[at + 4].Text), at, 5) : null;
        }

        // 12.30 is rather a time or an amount.
        if (!hasThird)
        {
            return separator.Text == "/" ? Ordered(context, Number(first), Number(second), null, isPast, at, 3) : null;
        }

        string year = reading[at + 4].Text;
        return year.Length is 2 or 4 ? Ordered(context, Number(first), Number(second), Year(year, context, isPast), isPast, at, 5) : null;
    }

    private static Found<DateOnly>? Ordered(ReadingContext context, int first, int second, int? year, bool isPast, int at, int count)
    {
        bool monthFirst = (context.MonthFirst && first <= 12) || second > 12;
        (int day, int month) = monthFirst ? (second, first) : (first, second);
        return year is { } given ? Valid(given, month, day, at, count) : Nearest(context, month, day, isPast, at, count);
    }

    /// <summary>12 May, 1er mai 2026, the 3rd of June, 3 de mayo de 2026.</summary>
    private static Found<DateOnly>? DayAndMonth(Reading reading, int at, ReadingContext context, bool isPast)
    {
        int i = at;
        if (reading.IsAny(i, "the", "le", "el"))
        {
            i++;
        }

        if (Ordinal(reading, i, context) is not { } day)
        {
            return null;
        }

        i = day.End;
        if (reading.IsAny(i, "of", "de"))
        {
            i++;
        }

        return CalendarWords.MonthNames.Match(reading, i, typos: true) is { } month ? WithYear(reading, context, month.Value, day.Value, isPast, at, month.End) : null;
    }

    /// <summary>May 12th, 2026.</summary>
    private static Found<DateOnly>? MonthAndDay(Reading reading, int at, ReadingContext context, bool isPast) =>
        CalendarWords.MonthNames.Match(reading, at, typos: true) is { } month && Ordinal(reading, reading.Is(month.End, "the") ? month.End + 1 : month.End, context) is { } day
            ? WithYear(reading, context, month.Value, day.Value, isPast, at, day.End)
            : null;

    /// <summary>"The 3rd", "le 3", "el día 3" without a month.</summary>
    private static Found<DateOnly>? TheDay(Reading reading, int at, ReadingContext context, bool isPast)
    {
        if (!reading.IsAny(at, "the", "le", "el"))
        {
            return null;
        }

        int i = reading.Is(at + 1, "dia") ? at + 2 : at + 1;
        return Ordinal(reading, i, context) is { } day && reading.IsNumber(i) && (day.Count > 1 || !reading.Is(at, "the")) && !IsUnit(reading, day.End)
            ? NearestDay(context, day.Value, isPast, at, day.End)
            : null;
    }

    private static Found<DateOnly>? DayAlone(Reading reading, int at, ReadingContext context, bool isAnswer, bool isPast) =>
        Ordinal(reading, at, context) is { } day && (day.Count > 1 || (isAnswer && !IsUnit(reading, day.End))) ? NearestDay(context, day.Value, isPast, at, day.End) : null;

    /// <summary>What follows makes the number something else than a day.</summary>
    private static bool IsUnit(Reading reading, int at) =>
        reading.IsAny(at, "h", "heures", "heure", "am", "pm", "oclock", "euros", "euro", "people", "personnes", "personas") || (reading.IsFree(at) && reading[at].IsGlued && (reading[at].Kind != TokenKind.Symbol || reading.IsGluedNumber(at + 1)));

    /// <summary>A day of the month: 3, 3rd, 1er, 3º, "premier", "primero", "first", or in words.</summary>
    private static Found<int>? Ordinal(Reading reading, int at, ReadingContext context)
    {
        if (reading.IsNumber(at))
        {
            string digits = reading[at].Text;
            if (digits.Length > 2 || Number(digits) is < 1 or > 31)
            {
                return null;
            }

            bool hasEnding = reading.IsFree(at + 1) && reading[at + 1].IsGlued && reading[at + 1].Text is "st" or "nd" or "rd" or "th" or "er" or "°" or "o";
            return new Found<int>(Number(digits), at, hasEnding ? 2 : 1);
        }

        if (reading.IsAny(at, "first", "premier", "primero"))
        {
            return new Found<int>(1, at, 1);
        }

        return NumberReader.ReadWords(reading, at, context.Language) is { Value: >= 1 and <= 31 } words ? new Found<int>((int)words.Value, at, words.Count) : null;
    }

    private static Found<DateOnly>? WithYear(Reading reading, ReadingContext context, int month, int day, bool isPast, int at, int end)
    {
        int i = end;
        if (reading.IsSymbol(i, ',') || reading.IsSymbol(i, '.') || reading.IsAny(i, "de", "del"))
        {
            i++;
        }

        return reading.IsNumber(i) && reading[i].Text.Length == 4
            ? Valid(Number(reading[i].Text), month, day, at, i + 1 - at)
            : Nearest(context, month, day, isPast, at, end - at);
    }

    private static Found<DateOnly>? NearestDay(ReadingContext context, int day, bool isPast, int at, int end)
    {
        DateOnly month = new(context.Today.Year, context.Today.Month, 1);
        for (int i = 0; i < 3; i++)
        {
            if (day <= DateTime.DaysInMonth(month.Year, month.Month))
            {
                var date = new DateOnly(month.Year, month.Month, day);
                if (isPast ? date <= context.Today : date >= context.Today)
                {
                    return new Found<DateOnly>(date, at, end - at);
                }
            }

            month = month.AddMonths(isPast ? -1 : 1);
        }

        return null;
    }

    /// <summary>The nearest year in which the date lies ahead, or behind; a leap day may be years away.</summary>
    private static Found<DateOnly>? Nearest(ReadingContext context, int month, int day, bool isPast, int at, int count)
    {
        for (int i = 0; i <= 8; i++)
        {
            if (Valid(context.Today.Year + (isPast ? -i : i), month, day, at, count) is { } found && (isPast ? found.Value <= context.Today : found.Value >= context.Today))
            {
                return found;
            }
        }

        return null;
    }

    private static Found<DateOnly>? Valid(int year, int month, int day, int at, int count) =>
        year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new Found<DateOnly>(new DateOnly(year, month, day), at, count) : null;

    private static Found<DateOnly>? Date(DateOnly today, int days, int months, int at, int end)
    {
        long target = today.DayNumber + days + (months * 31L);
        return target < 31 || target > DateOnly.MaxValue.DayNumber - 31 ? null : new Found<DateOnly>(today.AddMonths(months).AddDays(days), at, end - at);
    }

    private static int Year(string digits, ReadingContext context, bool isPast)
    {
        int year = Number(digits);
        if (digits.Length == 4)
        {
            return year;
        }

        int full = (context.Today.Year / 100 * 100) + year;
        return isPast && full > context.Today.Year ? full - 100 : full;
    }

    private static int Number(string digits) => int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture);
}
