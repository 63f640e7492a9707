namespace Concierge.LoadTest.Reports;

/// <summary>Prints what was measured as a Markdown table.</summary>
internal static class ComparisonTable
{
    public static void Print(string title, IEnumerable<Comparison> comparisons)
    {
        Console.WriteLine();
        Console.WriteLine(title);
        Console.WriteLine();
        Console.WriteLine("| contestant | msg/s | × bare | CPU × bare, to the last 200 | CPU × bare, until idle | CPU-s/100k | p50 ms | p99 ms | B/message | idle after s |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        foreach (Comparison row in comparisons)
        {
            Console.WriteLine(
                $"| {row.Name} | {row.PerSecond.Value("0")} | {row.Throughput} | {row.Cpu} | {row.CpuUntilIdle} | {row.CpuPer100K.Value("0.00")} "
                + $"| {row.P50.Value("0.00")} | {row.P99.Value("0.00")} | {row.BytesPerMessage.Value("0")} | {row.DrainSeconds.Value("0.0")} |");
        }
    }
}
