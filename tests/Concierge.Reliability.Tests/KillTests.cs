using Concierge.Reliability.Tests.Rig;
using Xunit.Abstractions;

namespace Concierge.Reliability.Tests;

/// <summary>R01: SIGKILL at random times under load. CONCIERGE_KILLS says how often; 12 by default, 50 and 500 for more.</summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private const double Rate = 150;
    private const int People = 500;

    /// <summary>The most sends that one death may make ambiguous: the outbox's default.</summary>
    private const int MaxSendsInFlight = 16;

    /// <summary>Long enough for a busy machine to bring the receipts in after a start.</summary>
    private static readonly TimeSpan ReconcileWait = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan ShortestLife = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestLife = TimeSpan.FromSeconds(4);

    [Fact]
    public async Task R01_KilledUnderLoad_LosesNothingAndExplainsEveryDuplicate()
    {
        int kills = Budget.Number("CONCIERGE_KILLS", 6);
        int seed = Budget.Number("CONCIERGE_SEED", Environment.TickCount & 0xffff);
        output.WriteLine($"{kills} kills, seed {seed}");
        var random = new Random(seed);
        await using World world = await World.CreateAsync("kill", reconcileWait: ReconcileWait);
        world.Provider.Latency = TimeSpan.FromMilliseconds(40);
        await world.StartHostAsync();
        await using var load = new LoadGenerator(world.Address, world.Ledger, new LoadOptions { Rate = Rate, People = People });
        for (int i = 0; i < kills; i++)
        {
            TimeSpan life = ShortestLife + (random.NextDouble() * (LongestLife - ShortestLife));
            await Poll.ForAsync(life);
            await world.Host.KillAsync();
            await world.StartHostAsync();
        }

        await load.EndAsync(TimeSpan.FromSeconds(60));
        await world.DrainAsync(TimeSpan.FromSeconds(90));
        LedgerVerdict verdict = await world.JudgeAsync(output);

        verdict.Deaths.Should().Be(kills);
        verdict.Acknowledged.Should().BeGreaterThan(kills * 10);
        verdict.Lost.Should().BeEmpty();
        verdict.UnexplainedDuplicates.Should().BeEmpty();
        int interrupted = world.Ledger.Count(LedgerKind.Attempted) - verdict.Effects + verdict.ExplainedDuplicates;
        output.WriteLine($"fault events: {kills} deaths, {interrupted} sends interrupted before they had an effect");
        verdict.ExplainedDuplicates.Should().BeLessThanOrEqualTo(kills * MaxSendsInFlight / 1000, "each receipt comes within the wait and carries the attempt's id");
        verdict.DuplicatesPerDeath.Should().OnlyContain(duplicates => duplicates <= MaxSendsInFlight);
        verdict.Inversions.Should().BeEmpty();
        verdict.Foreign.Should().BeEmpty();
        Percentiles.Of(verdict.FirstSends, 95).Should().BeLessThan(TimeSpan.FromSeconds(5));
    }
}
