using Concierge.Reliability.Tests.Rig;
using Xunit.Abstractions;

namespace Concierge.Reliability.Tests;

/// <summary>R12: SIGTERM under load, as in every deployment. One node, so refused connections are posted again.</summary>
public sealed class ShutdownTests(ITestOutputHelper output)
{
    private const int Stops = 5;

    [Fact]
    public async Task R12_StoppedUnderLoad_LosesNothingAndRepeatsNothing()
    {
        await using World world = await World.CreateAsync("stop");
        world.Provider.Latency = TimeSpan.FromMilliseconds(40);
        await world.StartHostAsync();
        await using var load = new LoadGenerator(world.Address, world.Ledger, new LoadOptions { Rate = 120, People = 200 });
        var stops = new List<TimeSpan>();
        for (int i = 0; i < Stops; i++)
        {
            await Poll.ForAsync(TimeSpan.FromSeconds(1.5));
            stops.Add(await world.Host.StopAsync());
            world.Host.ExitCode.Should().Be(0, "a host that was asked to stop ends in order. It said:\n{0}", world.Host.Log);
            await world.StartHostAsync();
        }

        await load.EndAsync(TimeSpan.FromSeconds(60));
        await world.DrainAsync(TimeSpan.FromSeconds(60));
        LedgerVerdict verdict = await world.JudgeAsync(output);
        output.WriteLine($"stops took {string.Join(", ", stops.Select(stop => $"{stop.TotalMilliseconds:F0} ms"))}");

        verdict.Deaths.Should().Be(0);
        verdict.Acknowledged.Should().BeGreaterThan(100);
        verdict.Lost.Should().BeEmpty();
        verdict.Effects.Should().Be(verdict.Acknowledged, "a stop in order leaves no send in doubt");
        verdict.Inversions.Should().BeEmpty();
        stops.Should().OnlyContain(stop => stop <= TimeSpan.FromSeconds(25));
        world.Ledger.Snapshot().Should().NotContain(entry => entry.Kind == LedgerKind.Refused && entry.Code >= 500);
    }
}
