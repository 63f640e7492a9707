using System.Net;
using Concierge.PostgreSql.Rig;
using Concierge.Reliability.Provider;
using Concierge.Reliability.Tests.Rig;
using Xunit.Abstractions;

namespace Concierge.Chaos;

/// <summary>
/// Real hosts, a real database, faults, and a checker that knows the ledgers alone. CONCIERGE_CHAOS says how often each
/// fault happens, twice by default; CONCIERGE_OUTAGE how many seconds each outage of the database lasts, 6 by default.
/// </summary>
public sealed class ChaosTests(ITestOutputHelper output)
{
    private const double Rate = 40;
    private const int People = 200;

    /// <summary>The most sends that one death may make ambiguous: the outbox's default.</summary>
    private const int MaxSendsInFlight = 16;

    private static readonly int Rounds = Budget.Number("CONCIERGE_CHAOS", 2);
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(Budget.Number("CONCIERGE_OUTAGE", 6));

    /// <summary>Long outages happen less often: a test spends no more than twenty minutes in them.</summary>
    private static readonly int Outages = Math.Clamp((int)(TimeSpan.FromMinutes(20) / Outage), 1, Rounds);

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
    public async Task R08_DatabaseCrashes_RefusesInTimeStaysAliveAndLosesNothing()
    {
        await using ChaosWorld world = await ChaosWorld.StartAsync("chaos-crash", 2, ChaosWorld.HostsPatience);
        await RunOutagesAsync(world, () => world.Database!.Crash(), () => world.Database!.StartServer());
    }

    /// <summary>R09: the database hangs for longer than the leases last.</summary>
    [Fact]
    public async Task R09_DatabaseHangs_RefusesInTimeStaysAliveAndLosesNothing()
    {
        await using ChaosWorld world = await ChaosWorld.StartAsync("chaos-hang", 2, ChaosWorld.HostsPatience);
        IReadOnlyList<int> processes = [];
        await RunOutagesAsync(world, () => ProcessSignal.Freeze(processes = world.Database!.ServerProcesses()), () => ProcessSignal.Wake(processes));
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

    private async Task RunOutagesAsync(ChaosWorld world, Action begin, Action end)
    {
        var watches = new List<OutageWatch>();
        var drained = new List<TimeSpan>();
        await using var lateness = new Lateness();
        TimeSpan? first = null;
        await RunAsync(world, async round =>
        {
            // The outage is measured and not the start: a host that has just begun looks everybody up.
            await Poll.UntilAsync(() => world.PeopleAnswered() >= People, Deadline, "everybody is known");
            OutageWatch[] nodes = [.. Enumerable.Range(0, world.Nodes.Length).Select(node => new OutageWatch(world, node, round))];
            watches.AddRange(nodes);

            // An outcome that could not be saved before is asked of the provider's receipts.
            world.Ledger.Write(LedgerKind.HostDied);
            first ??= world.Ledger.Now;
            begin();
            try
            {
                await Task.WhenAll(nodes.Select(node => node.LookAsync(Outage)));
            }
            finally
            {
                end();
            }

            TimeSpan back = world.Ledger.Now;
            await world.CatchUpAsync(Rate, OutageBars.Drained);
            drained.Add(world.Ledger.Now - back);
        }, Outages);
        JudgeOutages(world.Refusals(first!.Value), watches, drained, lateness.Most);
        watches.ForEach(watch => watch.Dispose());
    }

    private void JudgeOutages(IReadOnlyList<(int Status, TimeSpan Time)> refusals, IReadOnlyList<OutageWatch> watches, IReadOnlyList<TimeSpan> drained, TimeSpan late)
    {
        TimeSpan[] live = [.. watches.SelectMany(watch => watch.Live)];
        TimeSpan[] refused = [.. refusals.Select(refusal => refusal.Time)];
        TimeSpan slowest = refused.Max(), call = watches.Max(watch => watch.DatabaseCalls.Max()), p99 = Percentiles.Of(live, 99);
        int more = watches.Max(watch => watch.MostThreads - watch.ThreadsBefore);
        output.WriteLine($"{drained.Count} outages of {Outage.TotalSeconds:F0} s: {refusals.Count} webhooks refused, p50 {Percentiles.Of(refused, 50).TotalMilliseconds:F0} ms, p99 {Percentiles.Of(refused, 99).TotalMilliseconds:F0} ms, the slowest {slowest.TotalMilliseconds:F0} ms; live p99 {p99.TotalMilliseconds:F1} ms, the slowest of {live.Length} {live.Max().TotalMilliseconds:F1} ms; threads of a node {watches.Max(watch => watch.ThreadsBefore)} before, {watches.Max(watch => watch.MostThreads)} at most, {more} more at most; not ready after {watches.Max(watch => watch.NotReadyAfter)?.TotalMilliseconds:F0} ms; slowest call that asks the database {call.TotalMilliseconds:F0} ms; drained {drained.Max().TotalSeconds:F1} s after it was back; the rig stood still for {late.TotalMilliseconds:F0} ms at most");
        refusals.Should().OnlyContain(refusal => refusal.Status == (int)HttpStatusCode.ServiceUnavailable);
        watches.Should().OnlyContain(watch => watch.SilentRefusals == 0);
        slowest.Should().BeLessThanOrEqualTo(OutageBars.Refused + late);
        call.Should().BeLessThanOrEqualTo(OutageBars.DatabaseCall + late);
        p99.Should().BeLessThanOrEqualTo(OutageBars.LiveP99);
        more.Should().BeLessThanOrEqualTo(OutageBars.MoreThreads);
        watches.Should().OnlyContain(watch => watch.NotReadyAfter <= OutageBars.DatabaseCall + late && watch.WronglyReady == 0);
    }

    private async Task<LedgerVerdict> RunAsync(ChaosWorld world, Func<int, Task> fault, int? rounds = null)
    {
        await world.Provider.StartLoadAsync(new LoadOptions { Rate = Rate, People = People });
        for (int round = 0; round < (rounds ?? Rounds); round++)
        {
            await Poll.ForAsync(Between);
            await fault(round);
        }

        await Poll.ForAsync(Between);
        await world.Provider.EndLoadAsync(Deadline);
        await world.DrainAsync(Deadline);
        LedgerVerdict verdict = world.Judge(output);
        verdict.Acknowledged.Should().BeGreaterThan((rounds ?? Rounds) * 20);
        verdict.Lost.Should().BeEmpty();
        verdict.UnexplainedDuplicates.Should().BeEmpty();
        verdict.Inversions.Should().BeEmpty();
        verdict.Foreign.Should().BeEmpty();
        return verdict;
    }
}
