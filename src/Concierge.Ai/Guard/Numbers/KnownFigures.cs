namespace Concierge.Ai.Guard.Numbers;

/// <summary>The numbers that stand in the sources of a turn.</summary>
internal sealed class KnownFigures
{
    /// <summary>From here on two numbers with the same end are one number, with and without the country.</summary>
    private const int NationalLength = 7;

    private const int MostCounts = 16;
    private const int MostOperands = 32;
    private const int MostProducts = 512;

    private readonly HashSet<decimal> _values = [];
    private readonly HashSet<string> _digits = new(StringComparer.Ordinal);
    private readonly HashSet<decimal> _fromPerson = [];

    /// <summary>What the person has written in this turn. It may also say how many.</summary>
    public void AddFromPerson(string text)
    {
        foreach (Figure figure in Add(text))
        {
            _fromPerson.UnionWith(figure.Values);
        }
    }

    public List<Figure> Add(string text)
    {
        List<Figure> figures = FigureReader.Read(text);
        figures.ForEach(Add);
        return figures;
    }

    /// <summary>What a tool gave: in it a list of numbers has commas without blanks, and amounts may stand in cents.</summary>
    public void AddResult(string text)
    {
        foreach (Figure figure in Add(text))
        {
            if (text.AsSpan(figure.Start, figure.End - figure.Start).Contains(','))
            {
                foreach (string part in text[figure.Start..figure.End].Split(','))
                {
                    FigureReader.Read(part).ForEach(Add);
                }
            }

            if (decimal.TryParse(figure.Digits, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out decimal cents))
            {
                _values.Add(cents / 100);
            }
        }
    }

    public void Add(Figure figure)
    {
        _values.UnionWith(figure.Values);
        if (figure.Kind == FigureKind.Digits)
        {
            _digits.Add(figure.Digits);
            if (figure.Values.Count == 0 && figure.Digits[0] != '0' && decimal.TryParse(figure.Digits, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out decimal value))
            {
                _values.Add(value);
            }
        }
    }

    public bool Has(Figure figure) =>
        figure.Values.Any(_values.Contains) || (figure.Kind == FigureKind.Digits && (_digits.Contains(figure.Digits) || _digits.Any(known => IsSameNumber(known, figure.Digits))));

    /// <summary>Whether an amount follows from others: from those that the answer shows, or from a known price and how many the person wants.</summary>
    public bool Follows(Figure figure, IReadOnlyList<Figure> before)
    {
        if (figure.Kind != FigureKind.Amount)
        {
            return false;
        }

        before = [.. before.TakeLast(MostOperands)];
        List<decimal> sums = [.. Sums(before)];
        List<decimal> amounts = [.. before.Where(known => known.Kind == FigureKind.Amount).SelectMany(known => known.Values), .. _fromPerson.Take(MostOperands)];
        List<decimal> bases = [.. amounts, .. sums];
        IEnumerable<decimal> pairs = amounts.SelectMany((one, i) => amounts.Where((_, j) => j != i).SelectMany(other => new[] { one + other, one - other }));
        List<decimal> counts = [.. before.SelectMany(known => known.Values).Concat(_fromPerson).Where(IsCount).Distinct().Take(MostCounts)];
        List<decimal> shares = [.. before.Where(known => known.IsPercentage).SelectMany(known => known.Values)];
        return figure.Values.Any(value => sums.Contains(value)
            || pairs.Any(computed => Same(computed, value))
            || sums.Exists(sum => amounts.Exists(other => Same(sum - other, value)))
            || bases.Exists(one => counts.Exists(count => Same(one * count, value) || Same(one / count, value)))
            || bases.Exists(one => shares.Exists(share => Same(one * share / 100, value) || Same(one * (100 - share) / 100, value) || Same(one * (100 + share) / 100, value)))
            || _values.Take(MostProducts).Any(price => counts.Exists(count => Same(price * count, value))));
    }

    private static bool IsCount(decimal value) => value is >= 2 and <= 1000 && value == decimal.Truncate(value);

    private static bool Same(decimal computed, decimal said) => Math.Abs(computed - said) < 0.01m;

    /// <summary>The totals of the amounts that stand right before, from the last one on.</summary>
    private static IEnumerable<decimal> Sums(IReadOnlyList<Figure> before)
    {
        decimal sum = 0;
        int count = 0;
        foreach (Figure figure in before.Where(figure => figure is { Kind: FigureKind.Amount, IsPercentage: false, Values.Count: > 0 }).Reverse())
        {
            sum += figure.Values[0];
            if (++count > 1)
            {
                yield return sum;
            }
        }
    }

    private static bool IsSameNumber(string one, string other)
    {
        string a = one.TrimStart('0');
        string b = other.TrimStart('0');
        (string longer, string shorter) = a.Length >= b.Length ? (a, b) : (b, a);
        return shorter.Length >= NationalLength && longer.EndsWith(shorter, StringComparison.Ordinal) && longer.Length - shorter.Length <= 4;
    }
}
