using Concierge.Reliability.Tests.Rig;
using Xunit.Abstractions;

namespace Concierge.Reliability.Tests;

/// <summary>
/// R02: the process dies at the n-th fsync, before the disk has it. CONCIERGE_FSYNC_POINTS asks for every one up to a number; six by
/// default, from the creation of the file to the steady state.
/// </summary>
public sealed class FsyncTests(ITestOutputHelper output)
{
    private const int People = 8;
    private static readonly int[] DefaultPoints = [1, 4, 9, 17, 40, 80];
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task R02_KilledAtFsync_LosesNothing()
    {
        if (!Tool.IsInstalled("strace", output))
        {
            return;
        }

        int upTo = Budget.Number("CONCIERGE_FSYNC_POINTS", 0);
        foreach (int point in upTo > 0 ? Enumerable.Range(1, upTo) : DefaultPoints)
        {
            await KillAtAsync(point);
        }
    }

    private async Task KillAtAsync(int point)
    {
        await using World world = await World.CreateAsync("fsync", reconcileWait: TimeSpan.FromSeconds(2));
        HostSettings plain = world.Settings;
        world.Settings = plain.Under(
            "strace", "-f", "-q", "-o", "/dev/null", "-e", "trace=fsync,fdatasync", "-e", $"inject=fsync,fdatasync:signal=KILL:when={point}");
        HostProcess doomed = world.Begin();
        await using var load = new LoadGenerator(world.Address, world.Ledger, new LoadOptions { Rate = 80, People = People, Workers = People });
        await doomed.Ended.WaitAsync(Deadline);
        world.Settings = plain;
        await world.StartHostAsync();
        await load.EndAsync(Deadline);
        await world.DrainAsync(Deadline);
        output.WriteLine($"at fsync {point}:");
        LedgerVerdict verdict = await world.JudgeAsync(output);

        verdict.Deaths.Should().Be(1);
        verdict.Acknowledged.Should().BePositive();
        verdict.Lost.Should().BeEmpty();
        verdict.UnexplainedDuplicates.Should().BeEmpty();
        verdict.Inversions.Should().BeEmpty();
        verdict.Foreign.Should().BeEmpty();
    }
}
