using System.Diagnostics;
using System.Net;
using Concierge.Reliability.Tests.Rig;
using Xunit.Abstractions;

namespace Concierge.Reliability.Tests;

/// <summary>R05: the disk fills up under load. The host refuses with 503 in time, never with a 200, and heals by itself.</summary>
public sealed class DiskFullTests(ITestOutputHelper output)
{
    private static readonly TimeSpan FullFor = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task R05_DiskFull_RefusesInTimeAndHeals()
    {
        if (!Tool.IsRoot(output))
        {
            return;
        }

        await using World world = await World.CreateAsync("diskfull");
        using var disk = new SmallDisk(Path.Combine(world.Folder, "disk"));
        world.Settings = (world.Settings with { Folder = disk.Path })
            .With("Concierge__Sqlite__ConnectionString", $"Data Source={Path.Combine(disk.Path, "concierge.db")}");
        await world.StartHostAsync();
        using var caller = new Caller(world.Address, world.Ledger);
        await using var load = new LoadGenerator(world.Address, world.Ledger, new LoadOptions { Rate = 50, People = 50 });
        await Poll.UntilAsync(() => world.Ledger.Count(LedgerKind.Applied) > 50, Deadline, "the host works");

        disk.Fill();
        await Poll.UntilAsync(async () => !await caller.TrySayAsync(900, $"filling-{Stopwatch.GetTimestamp()}"), Deadline, "the disk is full for the host too");
        int lines = world.Host.LogLines;
        long full = Stopwatch.GetTimestamp();
        var refusals = new List<TimeSpan>();
        for (int i = 0; i < 20; i++)
        {
            long posted = Stopwatch.GetTimestamp();
            HttpStatusCode? status = await caller.PostAsync(901, $"full-{i}");
            refusals.Add(Stopwatch.GetElapsedTime(posted));
            status.Should().Be(HttpStatusCode.ServiceUnavailable);
        }

        using (var admin = new AdminClient(world.Address))
        {
            (await admin.PostAsync("/concierge/api/services/echo/off")).Should().Be(HttpStatusCode.ServiceUnavailable);
        }

        await Poll.UntilAsync(() => Stopwatch.GetElapsedTime(full) > FullFor, Deadline, "the disk was full for a while");
        double linesPerSecond = (world.Host.LogLines - lines) / Stopwatch.GetElapsedTime(full).TotalSeconds;
        disk.Free();
        long freed = Stopwatch.GetTimestamp();
        await caller.SayAsync(902, "room-again");
        TimeSpan healed = Stopwatch.GetElapsedTime(freed);
        output.WriteLine($"slowest refusal {refusals.Max().TotalMilliseconds:F0} ms, healed after {healed.TotalMilliseconds:F0} ms, {linesPerSecond:F1} log lines/s");

        await load.EndAsync(Deadline);
        await world.DrainAsync(Deadline);
        LedgerVerdict verdict = await world.JudgeAsync(output);
        refusals.Should().OnlyContain(time => time <= TimeSpan.FromSeconds(1));
        healed.Should().BeLessThan(TimeSpan.FromSeconds(10));
        linesPerSecond.Should().BeLessThan(10);
        verdict.Deaths.Should().Be(0);
        verdict.Lost.Should().BeEmpty();
        verdict.UnexplainedDuplicates.Should().BeEmpty();
        verdict.Inversions.Should().BeEmpty();
    }
}
