using Concierge.Testing.Simulation;
using Xunit.Abstractions;

namespace Concierge.Simulation.Tests;

public sealed class SeedTests(ITestOutputHelper output)
{
    [Fact]
    public void Try()
    {
        int from = int.Parse(Environment.GetEnvironmentVariable("FROM") ?? "0");
        int count = int.Parse(Environment.GetEnvironmentVariable("COUNT") ?? "50");
        var clock = System.Diagnostics.Stopwatch.StartNew();
        int bad = 0;
        var kinds = new Dictionary<string, int>();
        for (int seed = from; seed < from + count; seed++)
        {
            SimulationReport report = Simulator.Run(seed, new SimulationOptions { Trace = Environment.GetEnvironmentVariable("TRACE") is null ? null : output.WriteLine });
            if (count < 3 || (report.Violations.Count > 0 && bad++ < 6)) { output.WriteLine(report.ToString()); }
            foreach (string v in report.Violations.Select(v => v.Split(':')[0]).Distinct()) { kinds[v] = kinds.GetValueOrDefault(v) + 1; }
        }
        output.WriteLine($"{bad} bad of {count} in {clock.Elapsed}; {string.Join(", ", kinds.Select(k => $"{k.Key}={k.Value}"))}");
        Assert.Fail("look");
    }
}
