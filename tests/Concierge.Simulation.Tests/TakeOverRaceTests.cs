using Concierge.Testing.Simulation;
using Xunit.Abstractions;

namespace Concierge.Simulation.Tests;

/// <summary>
/// O10: colleagues who take over while the bot is about to speak, ten thousand times, each with other steps in between. CONCIERGE_SEEDS and
/// CONCIERGE_FIRST_SEED are those of the other seeds.
/// </summary>
public sealed class TakeOverRaceTests(ITestOutputHelper output)
{
    private const int DefaultSeeds = 2600;
    private const int TakeOversPerSeed = 4;

    [Fact]
    public void TakeOver_WhileTheBotIsAboutToSpeak_NoSendBeginsAfterIt()
    {
        int count = SeedRun.Number("CONCIERGE_SEEDS", DefaultSeeds);
        var race = new SimulationOptions { MaxPersons = 1, MaxMessages = 8, MaxCrashes = 1, TakeOvers = 6, Erasures = false, OptOuts = false, StorageFaults = false };

        SimulationReport[] reports = SeedRun.Run(Enumerable.Range(SeedRun.Number("CONCIERGE_FIRST_SEED", 0), count), race);

        int takeOvers = reports.Sum(report => report.TakeOvers);
        output.WriteLine($"{takeOvers} take-overs in {count} seeds, {reports.Sum(r => r.Overtaken)} with a send on the wire, {reports.Sum(r => r.Requests)} requests");
        SeedRun.Failures(reports).Should().BeEmpty();
        takeOvers.Should().BeGreaterThan(count * TakeOversPerSeed * 9 / 10);
        reports.Sum(report => report.Overtaken).Should().BeGreaterThan(count / 100, "else no send was ever on the wire");
    }
}
