using System.Globalization;
using Concierge.Testing.Simulation;
using Xunit.Abstractions;

namespace Concierge.Simulation.Tests;

/// <summary>Q03: the real journey under thousands of seeds. CONCIERGE_SEEDS raises their number, CONCIERGE_FIRST_SEED shifts them.</summary>
public sealed class SeedTests(ITestOutputHelper output)
{
    private const int DefaultSeeds = 2000;

    [Fact]
    public void ManySeeds_KeepAllPromises()
    {
        int first = SeedRun.Number("CONCIERGE_FIRST_SEED", 0);
        int count = SeedRun.Number("CONCIERGE_SEEDS", DefaultSeeds);

        SimulationReport[] reports = SeedRun.Run(Enumerable.Range(first, count));

        output.WriteLine(
            $"{reports.Length} seeds, {reports.Sum(r => r.Messages)} messages, {reports.Sum(r => r.Requests)} requests, {reports.Sum(r => r.Duplicates)} explained duplicates, " +
            $"{reports.Sum(r => r.Crashes)} crashes, {reports.Sum(r => r.Commits)} commits, {reports.Sum(r => r.TakeOvers)} take-overs, {reports.Sum(r => r.FormsCompleted)} forms, " +
            $"{reports.Sum(r => r.TimersFired)} timers, {reports.Sum(r => r.OptOuts)} opt-outs, {reports.Sum(r => r.Erasures)} erasures, {reports.Sum(r => r.Steps)} steps, " +
            $"trace {reports.OrderBy(r => r.Seed).Aggregate(0UL, (hash, report) => (hash * 31) + report.TraceHash):x16}");
        SeedRun.Failures(reports).Should().BeEmpty();
        reports.Sum(r => r.Crashes).Should().BeGreaterThan(count, "a run without crashes proves little");
        reports.Sum(r => r.Effects).Should().BeGreaterThan(5 * count);
        new[] { reports.Sum(r => r.TakeOvers), reports.Sum(r => r.FormsCompleted), reports.Sum(r => r.TimersFired), reports.Sum(r => r.OptOuts), reports.Sum(r => r.Erasures) }
            .Should().OnlyContain(sum => sum > count / 5, "all of it happens often");
    }

    /// <summary>More of everything in one run: long queues, many crashes, many hand-offs.</summary>
    [Fact]
    public void CrowdedSeeds_KeepAllPromises()
    {
        var crowded = new SimulationOptions { MaxPersons = 10, MaxMessages = 25, MaxCrashes = 12 };

        SimulationReport[] reports = SeedRun.Run(Enumerable.Range(SeedRun.Number("CONCIERGE_FIRST_SEED", 0), SeedRun.Number("CONCIERGE_SEEDS", DefaultSeeds) / 20), crowded);

        SeedRun.Failures(reports).Should().BeEmpty();
    }

    [Fact]
    public void SeedsThatOnceFailed_KeepAllPromises() => SeedRun.Failures(SeedRun.Run(RegressionSeeds())).Should().BeEmpty();

    [Fact]
    public void SameSeed_GivesTheSameTrace()
    {
        ulong[] first = [.. SeedRun.Run(Enumerable.Range(0, 100)).OrderBy(report => report.Seed).Select(report => report.TraceHash)];
        ulong[] second = [.. SeedRun.Run(Enumerable.Range(0, 100)).OrderBy(report => report.Seed).Select(report => report.TraceHash)];

        second.Should().Equal(first);
        first.Distinct().Should().HaveCount(100, "different seeds are different runs");
    }

    private static IEnumerable<int> RegressionSeeds() =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "regression-seeds.txt"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => int.Parse(line.Split(' ')[0], CultureInfo.InvariantCulture));
}
