using Concierge.Reliability.Provider;
using Concierge.Reliability.Tests.Rig;
using Xunit.Abstractions;

namespace Concierge.Chaos;

/// <summary>I07 on PostgreSQL: the provider gets its answer soon, whatever became of its send API. CONCIERGE_CHAOS says for how long.</summary>
public sealed class AckLatencyTests(ITestOutputHelper output)
{
    private const int Rate = 300;

    /// <summary>The bar is 50 ms at the 99th percentile on a machine of its own; here database, load and others share its two cores.</summary>
    private static readonly TimeSpan SharedMachineP99 = TimeSpan.FromMilliseconds(400);

    private static readonly TimeSpan Length = TimeSpan.FromSeconds(4 * Math.Clamp(Budget.Number("CONCIERGE_CHAOS", 2), 1, 15));

    [Fact]
    public async Task I07_SendApiDead_AnswersAtOnce()
    {
        await using ChaosWorld world = await ChaosWorld.StartAsync("chaos-ack", 1);
        await world.Provider.PlayAsync(new ProviderScript { Otherwise = ProviderAnswer.Hang });
        using var client = new WebhookClient(world.AddressOfNode(0));
        var poster = new PacedPoster(client, Rate);
        await poster.PostAsync("warm", TimeSpan.FromSeconds(3));

        IReadOnlyCollection<TimeSpan> times = await poster.PostAsync("ack", Length);

        TimeSpan p99 = Percentiles.Of(times, 99);
        output.WriteLine($"{times.Count} posts at {Rate}/s with a dead send API: p50 {Percentiles.Of(times, 50).TotalMilliseconds:F1} ms, p99 {p99.TotalMilliseconds:F1} ms, max {times.Max().TotalMilliseconds:F1} ms");
        p99.Should().BeLessThan(SharedMachineP99);
        world.Nodes[0].HasEnded.Should().BeFalse();
    }
}
