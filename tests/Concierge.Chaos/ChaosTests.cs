using Concierge.PostgreSql.Rig;
using Concierge.Reliability.Provider;
using Concierge.Reliability.Tests.Rig;
using Xunit.Abstractions;

namespace Concierge.Chaos;

/// <summary>
/// Real hosts, a real database, faults, and a checker that knows the ledgers alone. CONCIERGE_CHAOS says how often each
/// fault happens; twice by default.
/// </summary>
public sealed class ChaosTests(ITestOutputHelper output)
{
    private const double Rate = 40;
    private const int People = 200;

    /// <summary>The most sends that one death may make ambiguous: the outbox's default.</summary>
    private const int MaxSendsInFlight = 16;

    private static readonly int Rounds = Budget.Number("CONCIERGE_CHAOS", 2);
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120);

    /// <summary>R01, I01: SIGKILL of one node after the other; 0 nodes is one on SQLite.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task R01_NodesKilled_NothingIsLostOrRepeated(int nodes)
    {
        await using ChaosWorld world = await ChaosWorld.StartAsync("chaos-kill", nodes);
        LedgerVerdict verdict = await RunAsync(world, round => world.KillAndRestartAsync(round % world.Nodes.Length));
        verdict.Deaths.Should().Be(Rounds);
        verdict.DuplicatesPerDeath.Should().OnlyContain(duplicates => duplicates <= MaxSendsInFlight);
    }

    /// <summary>R11: a node is frozen for twice its lease; the others take over; it wakes up and must not send or save what was theirs.</summary>
    [Fact]
    public async Task R11_NodeFrozenPastItsLease_ItsLateWorkHasNoEffect()
    {
        await using ChaosWorld world = await ChaosWorld.StartAsync("chaos-freeze", 2);
        LedgerVerdict verdict = await RunAsync(world, round => world.FreezeAsync(round % world.Nodes.Length));
        verdict.DuplicatesPerDeath.Should().OnlyContain(duplicates => duplicates <= MaxSendsInFlight);
    }

    /// <summary>R12: a rolling deployment.</summary>
    [Fact]
    public async Task R12_RollingRestart_NobodyNotices()
    {
        await using ChaosWorld world = await ChaosWorld.StartAsync("chaos-roll", 2);
        var exits = new List<TimeSpan>();
        LedgerVerdict verdict = await RunAsync(world, async round =>
        {
            exits.Add(await world.Nodes[round % 2].StopAsync());
            await world.StartNodeAsync(round % 2);
        });
        output.WriteLine($"longest exit {exits.Max().TotalSeconds:F1} s");
        exits.Should().OnlyContain(exit => exit < TimeSpan.FromSeconds(25));
        verdict.ExplainedDuplicates.Should().Be(0);
        world.Refused.Should().Be(0);
    }

    /// <summary>R08: the database crashes and comes back.</summary>
    [Fact]
    public async Task R08_DatabaseCrashes_NothingIsLostOrRepeated()
    {
        await using ChaosWorld world = await ChaosWorld.StartAsync("chaos-crash", 2);
        await RunAsync(world, async _ =>
        {
            // An outcome that could not be saved before the crash is asked of the provider's receipts.
            world.Ledger.Write(LedgerKind.HostDied);
            world.Database!.Crash();
            await Poll.ForAsync(Between);
            world.Database.StartServer();
        });
    }

    /// <summary>R09: the database hangs for longer than the leases last.</summary>
    [Fact]
    public async Task R09_DatabaseHangs_NothingIsLostOrRepeated()
    {
        await using ChaosWorld world = await ChaosWorld.StartAsync("chaos-hang", 2);
        await RunAsync(world, async _ =>
        {
            world.Ledger.Write(LedgerKind.HostDied);
            IReadOnlyList<int> processes = world.Database!.ServerProcesses();
            ProcessSignal.Freeze(processes);
            await Poll.ForAsync(1.5 * ChaosWorld.Lease);
            ProcessSignal.Wake(processes);
        });
    }

    /// <summary>R10: connections are cut after the statement was carried out and before its answer arrived.</summary>
    [Fact]
    public async Task R10_AnswersOfTheDatabaseAreLost_NothingIsLostOrRepeated()
    {
        await using ChaosWorld world = await ChaosWorld.StartAsync("chaos-cut", 2);
        await RunAsync(world, async _ =>
        {
            world.Network!.CutAnswers = 0.02;
            await Poll.ForAsync(2 * Between);
            world.Network.CutAnswers = 0;
        });
        world.Network!.Cuts.Should().BeGreaterThan(Rounds);
    }

    /// <summary>O04 over nodes: the provider's own answers are lost while nodes die.</summary>
    [Fact]
    public async Task O04_ProviderIsAmbiguousWhileNodesDie_EveryRepetitionIsExplained()
    {
        await using ChaosWorld world = await ChaosWorld.StartAsync("chaos-provider", 2);
        await world.Provider.PlayAsync(new ProviderScript
        {
            Latency = ChaosWorld.UsualLatency,
            Every = 50,
            Answers = new Dictionary<int, ProviderAnswer>
            {
                [7] = ProviderAnswer.AcceptAndReset,
                [17] = ProviderAnswer.Break,
                [27] = ProviderAnswer.Reset,
                [37] = ProviderAnswer.AcceptAndBreak,
            },
        });
        await RunAsync(world, round => world.KillAndRestartAsync(round % 2));
    }

    private async Task<LedgerVerdict> RunAsync(ChaosWorld world, Func<int, Task> fault)
    {
        await world.Provider.StartLoadAsync(new LoadOptions { Rate = Rate, People = People });
        for (int round = 0; round < Rounds; round++)
        {
            await Poll.ForAsync(Between);
            await fault(round);
        }

        await Poll.ForAsync(Between);
        await world.Provider.EndLoadAsync(Deadline);
        await world.DrainAsync(Deadline);
        LedgerVerdict verdict = world.Judge(output);
        verdict.Acknowledged.Should().BeGreaterThan(Rounds * 20);
        verdict.Lost.Should().BeEmpty();
        verdict.UnexplainedDuplicates.Should().BeEmpty();
        verdict.Inversions.Should().BeEmpty();
        verdict.Foreign.Should().BeEmpty();
        return verdict;
    }
}
