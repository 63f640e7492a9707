namespace Concierge.LoadTest.Generator;

/// <summary>Latencies in microseconds, exact up to a second.</summary>
internal sealed class Latencies
{
    private const int Longest = 1_000_000;
    private readonly int[] _counts = new int[Longest + 1];
    private int _total;

    public void Add(TimeSpan latency)
    {
        _counts[(int)Math.Min(latency.TotalMicroseconds, Longest)]++;
        _total++;
    }

    public double Milliseconds(double quantile)
    {
        long rank = (long)(quantile * _total);
        for (int microseconds = 0; microseconds <= Longest; microseconds++)
        {
            rank -= _counts[microseconds];
            if (rank < 0)
            {
                return microseconds / 1000.0;
            }
        }

        return Longest / 1000.0;
    }
}
