using Concierge.Health;
using Concierge.Reliability.Tests.Rig;
using Concierge.Storage;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace Concierge.Reliability.Tests;

/// <summary>
/// I02: a delivery that comes again after hours or days has no second effect. Real signed webhooks and the real file, reopened each
/// time; only the clock is moved, and what is remembered is pruned each time as the running host prunes it.
/// </summary>
public sealed class RedeliveryTests(ITestOutputHelper output)
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Retention = TimeSpan.FromDays(8);

    [Fact]
    public async Task I02_RedeliveredForDays_HasOneEffect()
    {
        using var folder = new TempFolder("redelivery");
        (await DeliverAsync(folder.Path, TimeSpan.Zero)).Should().Be((1, 0));
        TimeSpan[] later =
        [
            TimeSpan.FromMinutes(5),
            TimeSpan.FromHours(1),
            TimeSpan.FromHours(24),
            TimeSpan.FromDays(7) - TimeSpan.FromHours(1),
            TimeSpan.FromDays(7) + TimeSpan.FromHours(1),
            Retention - TimeSpan.FromMinutes(1),
        ];
        foreach (TimeSpan after in later)
        {
            (await DeliverAsync(folder.Path, after)).Should().Be((0, 1), "it was delivered {0} ago", after);
        }

        // Past the memory: refused by the time that Meta signed, so that forgetting is no door for a replay.
        (await DeliverAsync(folder.Path, Retention + TimeSpan.FromDays(2))).Should().Be((0, 0));
        output.WriteLine($"remembered: {DatabaseFile.Scalar(Path.Combine(folder.Path, "concierge.db"), "SELECT (SELECT count(*) FROM seen) + (SELECT count(*) FROM arrival)")}");
    }

    /// <summary>Delivers the same webhook at a time. Returns how many inputs were new and how many known.</summary>
    private static async Task<(long New, long Known)> DeliverAsync(string folder, TimeSpan after)
    {
        await using ServiceProvider services = await InProcess.OpenAsync(folder, new StandingClock(Start + after), concierge => concierge.UseSqlite());

        await services.GetRequiredService<IMailbox>().ForgetAsync(Start + after - Retention, default);
        ConciergeJourney journey = services.GetRequiredService<ConciergeJourney>();
        byte[] body = MetaPayload.Message(MetaAccount.Person(1), "wamid.again", "again", Start);
        (await InProcess.AcceptAsync(journey, body)).Should().Be(200);
        IHealthProbe core = services.GetServices<IHealthProbe>().Single(probe => probe.Name == "core");
        ComponentHealth health = await core.CheckAsync(default);
        return (health.Figures["inputs"], health.Figures["duplicates"]);
    }
}
