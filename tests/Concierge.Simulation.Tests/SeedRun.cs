using System.Collections.Concurrent;
using System.Globalization;
using Concierge.Testing.Simulation;

namespace Concierge.Simulation.Tests;

/// <summary>Many seeds at once.</summary>
internal static class SeedRun
{
    private const int Threads = 2;

    public static SimulationReport[] Run(IEnumerable<int> seeds, SimulationOptions? options = null)
    {
        var reports = new ConcurrentBag<SimulationReport>();
        Parallel.ForEach(seeds, new ParallelOptions { MaxDegreeOfParallelism = Threads }, seed => reports.Add(Simulator.Run(seed, options)));
        return [.. reports];
    }

    public static string[] Failures(SimulationReport[] reports) =>
        [.. reports.Where(report => report.Violations.Count > 0).OrderBy(report => report.Seed).Take(10).Select(report => report.ToString())];

    public static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : otherwise;
}
