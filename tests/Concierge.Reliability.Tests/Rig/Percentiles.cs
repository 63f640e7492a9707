namespace Concierge.Reliability.Tests.Rig;

internal static class Percentiles
{
    /// <summary>The value that <paramref name="percent"/> of all are not above; zero of nothing.</summary>
    public static TimeSpan Of(IReadOnlyCollection<TimeSpan> values, double percent)
    {
        if (values.Count == 0)
        {
            return TimeSpan.Zero;
        }

        TimeSpan[] sorted = [.. values.Order()];
        int index = (int)Math.Ceiling(percent / 100 * sorted.Length) - 1;
        return sorted[Math.Clamp(index, 0, sorted.Length - 1)];
    }
}
