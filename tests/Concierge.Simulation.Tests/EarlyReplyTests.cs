using Concierge.Testing.Simulation;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Simulation.Tests;

/// <summary>What a turn says before its commit, under crashes, faults and colleagues: once per turn, before the answer, never over a colleague.</summary>
public sealed class EarlyReplyTests
{
    private const int Seeds = 150;

    [Fact]
    public void EarlyReplies_UnderManySeeds_KeepEveryPromise()
    {
        int said = 0;
        int asked = 0;
        SimulationReport[] reports = [.. Enumerable.Range(0, Seeds).Select(seed => Simulator.Run(seed, new SimulationOptions { Configure = Add }))];

        reports.SelectMany(report => report.Violations.Select(violation => $"seed {report.Seed}: {violation}")).Should().BeEmpty();
        said.Should().BeGreaterThan(Seeds);
        asked.Should().BeGreaterThan(said, "colleagues and faults are in the way now and then");

        void Add(IConciergeBuilder concierge) => concierge.AddService("slow", s => s.Default(), async turn =>
        {
            Task<bool> early = SayAsync(turn);
            for (int i = 0; i < 4; i++)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(400), turn.Clock, turn.CancellationToken);
                turn.SetState("step", i, SimulationJson.Default.Int32);
                await turn.CheckpointAsync(["step"]);
            }

            asked++;
            said += await early ? 1 : 0;
            turn.Reply($"answer to {turn.Text}");
        });
    }

    private static async Task<bool> SayAsync(TurnContext turn)
    {
        await Task.Delay(TimeSpan.FromSeconds(1), turn.Clock, turn.CancellationToken);
        return await turn.ReplyEarlyAsync($"One moment: {turn.Text}");
    }
}
