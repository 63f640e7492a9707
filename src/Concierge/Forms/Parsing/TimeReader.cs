namespace Concierge.Forms.Parsing;

/// <summary>Times of the day: 20:00, 8h30, 8 pm, "at 8", "huit heures et demie", "half past eight", "las nueve menos cuarto", noon.</summary>
internal static class TimeReader
{
    private static readonly PhraseTable<TimeOnly> Named = new PhraseTable<TimeOnly>()
        .Add(new TimeOnly(12, 0), "noon", "midday", "midi", "mediodía", "medio día")
        .Add(new TimeOnly(0, 0), "midnight", "minuit", "medianoche", "media noche");

    private static readonly PhraseTable<bool> At = new PhraseTable<bool>().Add(true, "at", "à", "a las", "a la", "sobre las", "vers", "around", "las");

    private static readonly PhraseTable<bool> Hours = new PhraseTable<bool>().Add(true, "h", "hs", "hrs", "heure", "heures", "o'clock", "oclock", "horas", "hora");

    private static readonly PhraseTable<int> After = new PhraseTable<int>()
        .Add(30, "et demie", "et demi", "y media").Add(15, "et quart", "y cuarto").Add(-15, "moins le quart", "moins quart", "menos cuarto", "menos quarto");

    private static readonly PhraseTable<int> Before = new PhraseTable<int>().Add(30, "half past").Add(15, "quarter past", "a quarter past").Add(-15, "quarter to", "a quarter to");

    /// <summary>True for the second half of the day.</summary>
    private static readonly PhraseTable<bool> HalfOfDay = new PhraseTable<bool>()
        .Add(false, "am", "a.m.", "a.m", "a m", "in the morning", "du matin", "le matin", "demain matin", "de la mañana", "por la mañana", "this morning", "ce matin")
        .Add(true, "pm", "p.m.", "p.m", "p m", "in the afternoon", "in the evening", "at night", "tonight", "this evening", "this afternoon", "de l'après-midi", "l'après-midi", "du soir", "le soir",
            "ce soir", "de la tarde", "por la tarde", "de la noche", "por la noche", "esta noche", "esta tarde", "cet après-midi");

    /// <summary>The time that begins at a token.</summary>
    /// <param name="reading">The text.</param>
    /// <param name="at">The token.</param>
    /// <param name="context">The language.</param>
    /// <param name="isAnswer">The text answers the question for a time: "8", "8.30" and "0830" are one then.</param>
    public static Found<ReadTime>? Read(Reading reading, int at, ReadingContext context, bool isAnswer)
    {
        if (!reading.IsFree(at))
        {
            return null;
        }

        if (IsDuration(reading, at))
        {
            return null;
        }

        int i = At.Match(reading, at) is { } preposition ? preposition.End : at;
        bool isNamed = i > at;
        if (Named.Match(reading, i) is { } named)
        {
            return Minutes(reading, named, at, context);
        }

        return Clock(reading, i, at, isNamed, context, isAnswer) ?? Past(reading, i, at, context) ?? Words(reading, i, at, isNamed, context, isAnswer);
    }

    private static Found<ReadTime>? Minutes(Reading reading, Found<TimeOnly> named, int at, ReadingContext context)
    {
        int end = named.End;
        int minutes = 0;
        if (After.Match(reading, end) is { } after)
        {
            (minutes, end) = (after.Value, after.End);
        }
        else if (NumberReader.ReadWords(reading, end, context.Language) is { Value: >= 1 and < 60 } words && !reading.IsAny(end, "y", "un", "una", "une"))
        {
            (minutes, end) = ((int)words.Value, words.End);
        }

        return new Found<ReadTime>(new ReadTime(named.Value.AddMinutes(minutes), IsExact: true), at, end - at);
    }

    /// <summary>In digits.</summary>
    private static Found<ReadTime>? Clock(Reading reading, int i, int at, bool isNamed, ReadingContext context, bool isAnswer)
    {
        if (!reading.IsNumber(i) || IsPartOfNumber(reading, i))
        {
            return null;
        }

        string digits = reading[i].Text;
        if (digits.Length is 3 or 4)
        {
            bool isWhole = isAnswer && !IsFollowedByNumber(reading, i);
            return isWhole ? Compose(reading, Number(digits[..^2]), Number(digits[^2..]), at, i + 1, isExact: digits.Length == 4) : null;
        }

        if (digits.Length > 2)
        {
            return null;
        }

        int hour = Number(digits);
        if ((reading.IsGluedSymbol(i + 1, ':') || reading.IsGluedSymbol(i + 1, '.')) && reading.IsGluedNumber(i + 2) && reading[i + 2].Text.Length == 2)
        {
            bool isColon = reading[i + 1].Text == ":";
            bool isEnd = !(reading.IsFree(i + 3) && reading[i + 3].IsGlued && reading[i + 3].Text is "." or "/" && reading.IsGluedNumber(i + 4));
            int end = isColon && reading.IsGluedSymbol(i + 3, ':') && reading.IsGluedNumber(i + 4) ? i + 5 : i + 3;
            return isEnd && (isColon || isNamed || isAnswer || HalfOfDay.Match(reading, i + 3) is not null || Hours.Match(reading, i + 3) is not null)
                ? Compose(reading, hour, Number(reading[i + 2].Text), at, Hours.Match(reading, end) is { } unit ? unit.End : end, isExact: digits.Length == 2 && hour == 0)
                : null;
        }

        // "2 horas" alone is how long, not when.
        if (Hours.Match(reading, i + 1) is { } hours && (isNamed || isAnswer || !reading.IsAny(i + 1, "horas", "hora")))
        {
            return AfterHour(reading, hour, at, hours.End, context);
        }

        return isNamed || isAnswer || HalfOfDay.Match(reading, i + 1) is not null
            ? IsCounted(reading, i + 1) ? null : AfterHour(reading, hour, at, i + 1, context)
            : null;
    }

    /// <summary>"Half past eight", "ten to nine".</summary>
    private static Found<ReadTime>? Past(Reading reading, int i, int at, ReadingContext context)
    {
        int minutes;
        int next;
        if (Before.Match(reading, i) is { } before)
        {
            (minutes, next) = (before.Value, before.End);
        }
        else if (NumberReader.Read(reading, i, context.Language) is { Value: >= 1 and < 60 } number && reading.IsAny(number.End, "past", "to"))
        {
            minutes = reading.Is(number.End, "past") ? (int)number.Value : -(int)number.Value;
            next = number.End + 1;
        }
        else
        {
            return null;
        }

        Found<decimal>? hour = NumberReader.Read(reading, next, context.Language);
        if (hour is not { Value: >= 0 and <= 24 } found || found.Value != Math.Floor(found.Value))
        {
            return Named.Match(reading, next) is { } named ? new Found<ReadTime>(new ReadTime(named.Value.AddMinutes(minutes), IsExact: true), at, named.End - at) : null;
        }

        return Compose(reading, (int)found.Value, 0, at, found.End, isExact: false, minutes);
    }

    /// <summary>In words: "huit heures trente", "a las ocho y media", "eight thirty".</summary>
    private static Found<ReadTime>? Words(Reading reading, int i, int at, bool isNamed, ReadingContext context, bool isAnswer)
    {
        if (ReadHour(reading, i, context) is not { } hour)
        {
            return null;
        }

        Found<bool>? hours = Hours.Match(reading, hour.End);
        bool isTime = hours is not null || isNamed || isAnswer || HalfOfDay.Match(reading, hour.End) is not null;
        return isTime && (hours is not null || !IsCounted(reading, hour.End)) ? AfterHour(reading, (int)hour.Value, at, hours?.End ?? hour.End, context) : null;
    }

    /// <summary>"Treinta y dos" is a number, but "ocho y cuarto" is not one: an hour ends where it is complete.</summary>
    private static Found<decimal>? ReadHour(Reading reading, int at, ReadingContext context)
    {
        if (NumberReader.ReadWords(reading, at, context.Language) is not { } hour)
        {
            return null;
        }

        return hour.Value is >= 0 and <= 24 ? hour : null;
    }

    /// <summary>What may follow an hour: minutes, "et demie", "menos cuarto", the half of the day.</summary>
    private static Found<ReadTime>? AfterHour(Reading reading, int hour, int at, int end, ReadingContext context)
    {
        if (After.Match(reading, end) is { } after)
        {
            return Compose(reading, hour, 0, at, after.End, isExact: false, after.Value);
        }

        if (reading.IsAny(end, "moins", "menos") && NumberReader.Read(reading, end + 1, context.Language) is { Value: >= 1 and < 60 } less)
        {
            return Compose(reading, hour, 0, at, less.End, isExact: false, -(int)less.Value);
        }

        if (reading.IsNumber(end) && reading[end].Text.Length == 2 && Number(reading[end].Text) < 60 && end > 0 && Hours.Match(reading, end - 1) is not null)
        {
            return Compose(reading, hour, Number(reading[end].Text), at, end + 1, isExact: false);
        }

        int words = reading.Is(end, "y") ? end + 1 : end;
        if (NumberReader.ReadWords(reading, words, context.Language) is { Value: >= 5 and < 60 } minutes && minutes.Value == Math.Floor(minutes.Value) && !IsCounted(reading, minutes.End))
        {
            return Compose(reading, hour, (int)minutes.Value, at, minutes.End, isExact: false);
        }

        return Compose(reading, hour, 0, at, end, isExact: false);
    }

    private static Found<ReadTime>? Compose(Reading reading, int hour, int minute, int at, int end, bool isExact, int shift = 0)
    {
        if (hour > 24 || minute > 59 || (hour == 24 && minute > 0))
        {
            return null;
        }

        if (HalfOfDay.Match(reading, end) is { } half)
        {
            if (hour > 12 && !half.Value)
            {
                return null;
            }

            hour = half.Value ? (hour < 12 ? hour + 12 : hour) : hour == 12 ? 0 : hour;
            isExact = true;

            // "This evening" also says the day.
            end = reading.IsAny(half.First, "tonight", "this", "ce", "cet", "esta") ? end : half.End;
        }

        return new Found<ReadTime>(new ReadTime(new TimeOnly(hour % 24, minute).AddMinutes(shift), isExact || hour is 0 or > 12), at, end - at);
    }

    /// <summary>"In 2 hours", "pendant deux heures": how long, not when.</summary>
    private static bool IsDuration(Reading reading, int at) =>
        (at > 0 && reading[at - 1].Text is "in" or "within" or "dans" or "en" or "pendant" or "durant" or "depuis" or "durante")
        || (at > 1 && reading[at - 1].IsWord("de") && reading[at - 2].IsWord("dentro"));

    /// <summary>12.30 may be the end of 5.12.30, and 5 of €5.</summary>
    private static bool IsPartOfNumber(Reading reading, int i) =>
        i > 0 && reading[i].IsGlued && reading.Has(i - 1) && reading[i - 1].Kind == TokenKind.Symbol && reading[i - 1].Text is "." or "/" or "+" or "€" or "$" or "£" or "-";

    private static bool IsFollowedByNumber(Reading reading, int i) => reading.Has(i + 1) && reading[i + 1].IsGlued;

    /// <summary>"At 8 euros", "for 2 people": the number counts something.</summary>
    private static bool IsCounted(Reading reading, int at)
    {
        if (!reading.IsFree(at))
        {
            return false;
        }

        Token next = reading[at];
        return (next.IsGlued && next.Kind != TokenKind.Word && next.Text is "/" or "-" or "%" or "€" or "," or "." && reading.IsGluedNumber(at + 1))
            || next.Text is "€" or "$" or "£" or "%" or "euro" or "euros" or "people" or "persons" or "person" or "guests" or "personne" or "personnes" or "personas" or "persona"
                or "hours" or "hour" or "days" or "day" or "weeks" or "jours" or "jour" or "semaines" or "dias" or "semanas" or "minutes" or "minutos" or "of" or "st" or "nd" or "rd" or "th" or "er"
            || CalendarWords.MonthNames.Match(reading, at) is not null;
    }

    private static int Number(string digits) => int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture);
}
