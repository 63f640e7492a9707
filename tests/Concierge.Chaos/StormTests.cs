using Concierge.Reliability.Provider;
using Concierge.Reliability.Tests.Rig;
using Xunit.Abstractions;

namespace Concierge.Chaos;

/// <summary>I01 over nodes: copies of one message arrive at several nodes at once.</summary>
public sealed class StormTests(ITestOutputHelper output)
{
    private const int Copies = 5;
    private const int FullStorm = 10_000;
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(10);

    /// <summary>CONCIERGE_STORM says how many messages; 10 000 for the full storm, with ten copies each.</summary>
    [Fact]
    public async Task I01_CopiesAtSeveralNodesAtOnce_EachMessageHasOneEffect()
    {
        int messages = Budget.Number("CONCIERGE_STORM", 500);
        int copies = messages >= FullStorm ? 2 * Copies : Copies;
        await using ChaosWorld world = await ChaosWorld.StartAsync("chaos-storm", 2);
        await world.Provider.PlayAsync(new ProviderScript());
        var storm = new Storm(world.Address, messages, copies);
        IReadOnlyCollection<TimeSpan> times = await storm.PostAsync(world.Ledger);
        await world.DrainAsync(Deadline);

        LedgerVerdict verdict = world.Judge(output);
        output.WriteLine($"{storm.Posts} posts of {messages} messages to two nodes; answered in p50 {Percentiles.Of(times, 50).TotalMilliseconds:F1} ms, p99 {Percentiles.Of(times, 99).TotalMilliseconds:F1} ms");
        verdict.Acknowledged.Should().Be(messages);
        verdict.Effects.Should().Be(messages);
        verdict.Lost.Should().BeEmpty();
        verdict.Foreign.Should().BeEmpty();
        (await FiguresAsync(world, "inputs")).Should().BeGreaterThanOrEqualTo(messages, "each receipt is an input too");
        (await FiguresAsync(world, "duplicates")).Should().BeGreaterThanOrEqualTo(messages * (copies - 1));
    }

    private static async Task<long> FiguresAsync(ChaosWorld world, string name)
    {
        long sum = 0;
        for (int node = 0; node < world.Nodes.Length; node++)
        {
            using var admin = new AdminClient(world.AddressOfNode(node));
            sum += await admin.FigureAsync("core", name);
        }

        return sum;
    }
}
