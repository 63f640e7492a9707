using System.Collections.Concurrent;
using System.Globalization;
using Concierge.Testing.Simulation;
using Xunit.Abstractions;

namespace Concierge.Simulation.Tests;

/// <summary>Q03: the real journey under thousands of seeds. CONCIERGE_SEEDS raises their number, CONCIERGE_FIRST_SEED shifts them.</summary>
public sealed class SeedTests(ITestOutputHelper output)
{
    private const int DefaultSeeds = 2000;
    private const int Threads = 2;

    [Fact]
    public void ManySeeds_KeepAllPromises()
    {
        int first = Number("CONCIERGE_FIRST_SEED", 0);
        int count = Number("CONCIERGE_SEEDS", DefaultSeeds);

        SimulationReport[] reports = Run(Enumerable.Range(first, count));

        output.WriteLine(
            $"{reports.Length} seeds, {reports.Sum(r => r.Messages)} messages, {reports.Sum(r => r.Requests)} requests, {reports.Sum(r => r.Duplicates)} explained duplicates, " +
            $"{reports.Sum(r => r.Crashes)} crashes, {reports.Sum(r => r.Commits)} commits, {reports.Sum(r => r.Steps)} steps, " +
            $"trace {reports.OrderBy(r => r.Seed).Aggregate(0UL, (hash, report) => (hash * 31) + report.TraceHash):x16}");
        Failures(reports).Should().BeEmpty();
        reports.Sum(r => r.Crashes).Should().BeGreaterThan(count, "a run without crashes proves little");
        reports.Sum(r => r.Effects).Should().BeGreaterThan(5 * count);
    }

    /// <summary>More of everything in one run: long queues, many crashes, many hand-offs.</summary>
    [Fact]
    public void CrowdedSeeds_KeepAllPromises()
    {
        var crowded = new SimulationOptions { MaxPersons = 10, MaxMessages = 25, MaxCrashes = 12 };

        SimulationReport[] reports = Run(Enumerable.Range(Number("CONCIERGE_FIRST_SEED", 0), Number("CONCIERGE_SEEDS", DefaultSeeds) / 20), crowded);

        Failures(reports).Should().BeEmpty();
    }

    [Fact]
    public void SeedsThatOnceFailed_KeepAllPromises() => Failures(Run(RegressionSeeds())).Should().BeEmpty();

    [Fact]
    public void SameSeed_GivesTheSameTrace()
    {
        ulong[] first = [.. Run(Enumerable.Range(0, 100)).OrderBy(report => report.Seed).Select(report => report.TraceHash)];
        ulong[] second = [.. Run(Enumerable.Range(0, 100)).OrderBy(report => report.Seed).Select(report => report.TraceHash)];

        second.Should().Equal(first);
        first.Distinct().Should().HaveCount(100, "different seeds are different runs");
    }

    private static SimulationReport[] Run(IEnumerable<int> seeds, SimulationOptions? options = null)
    {
        var reports = new ConcurrentBag<SimulationReport>();
        Parallel.ForEach(seeds, new ParallelOptions { MaxDegreeOfParallelism = Threads }, seed => reports.Add(Simulator.Run(seed, options)));
        return [.. reports];
    }

    private static string[] Failures(SimulationReport[] reports) =>
        [.. reports.Where(report => report.Violations.Count > 0).OrderBy(report => report.Seed).Take(10).Select(report => report.ToString())];

    private static IEnumerable<int> RegressionSeeds() =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "regression-seeds.txt"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => int.Parse(line.Split(' ')[0], CultureInfo.InvariantCulture));

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : otherwise;
}
