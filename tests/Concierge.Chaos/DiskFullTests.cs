using System.Net;
using Concierge.PostgreSql.Rig;
using Concierge.Reliability.Tests.Rig;
using Xunit.Abstractions;

namespace Concierge.Chaos;

/// <summary>
/// R05 on PostgreSQL: the disk of the tables fills up under load. Webhooks are refused with 503 in time, none is answered 200 and
/// lost, and all goes on by itself.
/// </summary>
public sealed class DiskFullTests(ITestOutputHelper output)
{
    private const int Megabytes = 96;
    private const int Tries = 40;
    private static readonly TimeSpan FullFor = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task R05_DiskOfTheDatabaseFull_RefusesInTimeAndHeals()
    {
        if (!Tool.IsRoot(output))
        {
            return;
        }

        using var place = new TempFolder("disk-pg");
        using var disk = new SmallDisk(place.Path, Megabytes);
        await using ChaosWorld world = await ChaosWorld.StartAsync("chaos-disk", 2, ChaosWorld.HostsPatience, () => PostgresCluster.Start(durable: true, disk: disk.Path));
        using var caller = new Caller(world.Address, world.Ledger);
        await world.Provider.StartLoadAsync(new LoadOptions { Rate = 40, People = 50 });
        await Poll.UntilAsync(() => world.Provider.Snapshot().Count(entry => entry.Kind == LedgerKind.Applied) > 50, Deadline, "the hosts work");

        disk.Fill();
        int filling = 0;
        await Poll.UntilAsync(async () => !await caller.TrySayAsync(900, $"filling-{filling++}"), Deadline, "the disk is full for the database too");

        // An outcome that could not be saved is asked of the provider's receipts.
        world.Ledger.Write(LedgerKind.HostDied);
        TimeSpan full = world.Ledger.Now;
        int lines = world.Nodes.Sum(node => node.LogLines);
        var answers = new List<(HttpStatusCode? Status, TimeSpan Time)>();
        for (int i = 0; i < Tries; i++)
        {
            TimeSpan posted = world.Ledger.Now;
            HttpStatusCode? status = await caller.PostAsync(901, $"full-{i}");
            answers.Add((status, world.Ledger.Now - posted));
            await Poll.ForAsync(FullFor / Tries);
        }

        double linesPerSecond = (world.Nodes.Sum(node => node.LogLines) - lines) / (world.Ledger.Now - full).TotalSeconds;
        disk.Free();
        TimeSpan freed = world.Ledger.Now;
        await caller.SayAsync(902, "room-again");
        TimeSpan healed = world.Ledger.Now - freed;
        TimeSpan[] refusals = [.. answers.Where(answer => answer.Status != HttpStatusCode.OK).Select(answer => answer.Time)];
        output.WriteLine($"{refusals.Length} of {Tries} refused, the slowest in {refusals.Max().TotalMilliseconds:F0} ms, healed after {healed.TotalMilliseconds:F0} ms, {linesPerSecond:F1} log lines/s of both nodes");

        await world.Provider.EndLoadAsync(Deadline);
        await world.DrainAsync(Deadline);
        LedgerVerdict verdict = world.Judge(output);

        // A row that fits into room left by another is stored, and its 200 is kept like any other.
        answers.Should().OnlyContain(answer => answer.Status == HttpStatusCode.ServiceUnavailable || answer.Status == HttpStatusCode.OK);
        refusals.Should().HaveCountGreaterThan(Tries / 2).And.OnlyContain(time => time <= TimeSpan.FromSeconds(1));
        healed.Should().BeLessThan(TimeSpan.FromSeconds(10));
        linesPerSecond.Should().BeLessThan(10);
        world.Nodes.Should().OnlyContain(node => !node.HasEnded);
        verdict.Lost.Should().BeEmpty();
        verdict.UnexplainedDuplicates.Should().BeEmpty();
        verdict.Inversions.Should().BeEmpty();
    }
}
