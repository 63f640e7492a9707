using System.Globalization;

namespace Concierge.LoadTest.Reports;

/// <summary>Ratios of one figure to the yardstick's, one per round.</summary>
internal sealed class Ratios
{
    private readonly List<double> _values = [];

    public double Median
    {
        get
        {
            double[] sorted = [.. _values.Order()];
            int middle = sorted.Length / 2;
            return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        }
    }

    public void Add(double value) => _values.Add(value);

    /// <summary>Median and, in brackets, the least and the most.</summary>
    public override string ToString() => _values.Count == 0
        ? "-"
        : string.Create(CultureInfo.InvariantCulture, $"{Median:0.00} ({_values.Min():0.00}–{_values.Max():0.00})");

    /// <summary>The median alone.</summary>
    public string Value(string format) => _values.Count == 0 ? "-" : Median.ToString(format, CultureInfo.InvariantCulture);
}
