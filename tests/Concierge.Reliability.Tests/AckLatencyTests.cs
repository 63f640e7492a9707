using Concierge.Reliability.Tests.Rig;
using Xunit.Abstractions;

namespace Concierge.Reliability.Tests;

/// <summary>I07 and I08: the provider gets its answer soon, whatever the rest of the world does.</summary>
public sealed class AckLatencyTests(ITestOutputHelper output)
{
    private const int Rate = 300;
    private const int Seconds = 8;

    /// <summary>The bar is 50 ms at the 99th percentile on a machine of its own; here the load generator and others share its two cores.</summary>
    private static readonly TimeSpan SharedMachineP99 = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task I07_SendApiDead_AnswersAtOnce()
    {
        await using World world = await World.CreateAsync("ack", withStatuses: false);
        world.Provider.Script = static _ => ProviderAnswer.Hang;
        await world.StartHostAsync();
        using var client = new WebhookClient(world.Address);
        var poster = new PacedPoster(client, Rate);
        await poster.PostAsync("warm", TimeSpan.FromSeconds(2));

        IReadOnlyCollection<TimeSpan> times = await poster.PostAsync("ack", TimeSpan.FromSeconds(Seconds));

        TimeSpan p99 = Percentiles.Of(times, 99);
        output.WriteLine($"{times.Count} posts at {Rate}/s with a dead send API: p50 {Percentiles.Of(times, 50).TotalMilliseconds:F1} ms, p99 {p99.TotalMilliseconds:F1} ms, max {times.Max().TotalMilliseconds:F1} ms");
        p99.Should().BeLessThan(SharedMachineP99);
        world.Host.HasEnded.Should().BeFalse();
    }

    [Fact]
    public async Task I08_Burst_IsAcceptedAndAnsweredInOrder()
    {
        const int people = 1000;
        const int each = 5;
        await using World world = await World.CreateAsync("burst", withStatuses: false);
        await world.StartHostAsync();
        long began = TimeProvider.System.GetTimestamp();
        await using var load = new LoadGenerator(
            world.Address, world.Ledger, new LoadOptions { Rate = people, People = people, Messages = people * each, RepeatEvery = 0, Workers = 64 });
        await load.Completion.WaitAsync(Deadline);
        TimeSpan accepted = TimeProvider.System.GetElapsedTime(began);
        await world.DrainAsync(Deadline);
        TimeSpan answered = world.Ledger.Snapshot().Last(entry => entry.Kind == LedgerKind.Applied).At;

        output.WriteLine($"{people * each} messages accepted in {accepted.TotalSeconds:F1} s; the last answered {answered.TotalSeconds:F1} s after the ledger was opened");
        LedgerVerdict verdict = await world.JudgeAsync(output);
        accepted.Should().BeLessThan(TimeSpan.FromSeconds(20));
        verdict.Acknowledged.Should().Be(people * each);
        verdict.Effects.Should().Be(people * each);
        verdict.Lost.Should().BeEmpty();
        verdict.Inversions.Should().BeEmpty();
    }
}
