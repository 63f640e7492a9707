namespace Concierge.Forms.Parsing;

/// <summary>The names of days and months, to read and to show.</summary>
internal static class CalendarWords
{
    private static readonly string[][] Days =
    [
        ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
        ["dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"],
        ["domingo", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado"],
    ];

    private static readonly string[][] Months =
    [
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
        ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"],
        ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"],
    ];

    public static PhraseTable<DayOfWeek> Weekdays { get; } = Table(Days, static i => (DayOfWeek)i);

    public static PhraseTable<int> MonthNames { get; } = Table(Months, static i => i + 1)
        .Add(1, "jan", "janv", "ene").Add(2, "feb", "fev", "fevr").Add(4, "apr", "avr", "abr").Add(6, "jun").Add(7, "jul", "juil").Add(8, "aug", "ago")
        .Add(9, "sep", "sept", "setiembre").Add(10, "oct").Add(11, "nov").Add(12, "dec", "dic").Add(3, "mar");

    /// <summary>Short names are also ordinary words of another language, so each counts in its own language alone.</summary>
    public static IReadOnlyDictionary<string, PhraseTable<DayOfWeek>> ShortWeekdays { get; } = new Dictionary<string, PhraseTable<DayOfWeek>>
    {
        ["en"] = Short("sun", "mon", "tue", "wed", "thu", "fri", "sat").Add(DayOfWeek.Tuesday, "tues").Add(DayOfWeek.Thursday, "thur", "thurs").Add(DayOfWeek.Wednesday, "weds"),
        ["fr"] = Short("dim", "lun", "mar", "mer", "jeu", "ven", "sam"),
        ["es"] = Short("dom", "lun", "mar", "mie", "jue", "vie", "sab"),
    };

    public static string Show(DateOnly date, string language)
    {
        int names = language switch { "fr" => 1, "es" => 2, _ => 0 };
        string day = Days[names][(int)date.DayOfWeek];
        string month = Months[names][date.Month - 1];
        return language == "es"
            ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{day} {date.Day} de {month} de {date.Year}")
            : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{day} {date.Day} {month} {date.Year}");
    }

    private static PhraseTable<T> Table<T>(string[][] names, Func<int, T> value)
    {
        var table = new PhraseTable<T>();
        foreach (string[] language in names)
        {
            for (int i = 0; i < language.Length; i++)
            {
                table.Add(value(i), language[i]);
            }
        }

        return table;
    }

    private static PhraseTable<DayOfWeek> Short(params string[] names)
    {
        var table = new PhraseTable<DayOfWeek>();
        for (int i = 0; i < names.Length; i++)
        {
            table.Add((DayOfWeek)i, names[i]);
        }

        return table;
    }
}
