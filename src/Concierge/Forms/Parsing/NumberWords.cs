using System.Collections.Frozen;

namespace Concierge.Forms.Parsing;

/// <summary>The number words of one language.</summary>
internal sealed class NumberWords
{
    private readonly FrozenDictionary<string, int> _values;
    private readonly string _and;

    private NumberWords(string language, string and, IEnumerable<KeyValuePair<string, int>> values)
    {
        Language = language;
        _and = and;
        _values = values.ToFrozenDictionary(StringComparer.Ordinal);
    }

    public static IReadOnlyList<NumberWords> All { get; } = [English(), French(), Spanish()];

    public string Language { get; }

    /// <summary>The number that begins at a token, as "twenty-five", "quatre-vingt-dix-sept" or "treinta y dos".</summary>
    public Found<decimal>? Read(Reading reading, int at)
    {
        int total = 0;
        int current = -1;
        int i = at;
        while (true)
        {
            int next = i > at && reading.Is(i, _and) ? i + 1 : i;
            if (Word(reading, next) is not { } word || !Fits(current, word.Value, total))
            {
                break;
            }

            (total, current) = word.Value switch
            {
                1000 => (total + (Math.Max(current, 1) * 1000), 0),
                100 when current is > 0 and < 100 => (total, current * 100),
                _ => (total, Math.Max(current, 0) + word.Value),
            };
            i = word.End;
        }

        return i > at ? new Found<decimal>(total + Math.Max(current, 0), at, i - at) : null;
    }

    private bool Fits(int current, int value, int total) => value switch
    {
        1000 => total == 0 && current != 0,
        >= 100 => current <= 0 || (value == 100 && current < 10),
        _ when current <= 0 => true,
        >= 10 and < 20 => current % 100 == 0 || current % 100 is 60 or 80,
        < 10 => current % 10 == 0 && (current % 100 != 10 || (Language == "fr" && value >= 7)),
        _ => current % 100 == 0,
    };

    private Found<int>? Word(Reading reading, int at)
    {
        if (!reading.IsFree(at) || reading[at].Kind != TokenKind.Word)
        {
            return null;
        }

        if (Language == "fr" && reading.Is(at, "quatre") && reading.IsAny(at + 1, "vingt", "vingts"))
        {
            return new Found<int>(80, at, 2);
        }

        return _values.TryGetValue(reading[at].Text, out int value) ? new Found<int>(value, at, 1) : null;
    }

    private static NumberWords English() => new(
        "en",
        "and",
        Count("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
            .Concat(Tens("twenty thirty forty fifty sixty seventy eighty ninety"))
            .Append(new("fourty", 40)).Append(new("hundred", 100)).Append(new("thousand", 1000)));

    private static NumberWords French() => new(
        "fr",
        "et",
        Count("zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize")
            .Concat(Tens("vingt trente quarante cinquante soixante septante octante nonante"))
            .Append(new("une", 1)).Append(new("huitante", 80)).Append(new("cent", 100)).Append(new("cents", 100)).Append(new("mille", 1000)));

    private static NumberWords Spanish() => new(
        "es",
        "y",
        Count("cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve "
            + "veinte veintiuno veintidos veintitres veinticuatro veinticinco veintiseis veintisiete veintiocho veintinueve")
            .Concat(Tens("veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa").Skip(1))
            .Append(new("un", 1)).Append(new("una", 1)).Append(new("veintiun", 21)).Append(new("veintiuna", 21))
            .Append(new("cien", 100)).Append(new("ciento", 100)).Append(new("doscientos", 200)).Append(new("doscientas", 200))
            .Append(new("trescientos", 300)).Append(new("cuatrocientos", 400)).Append(new("quinientos", 500)).Append(new("mil", 1000)));

    private static IEnumerable<KeyValuePair<string, int>> Count(string words) => words.Split(' ').Select((word, i) => KeyValuePair.Create(word, i));

    private static IEnumerable<KeyValuePair<string, int>> Tens(string words) => words.Split(' ').Select((word, i) => KeyValuePair.Create(word, (i + 2) * 10));
}
