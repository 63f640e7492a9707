using Concierge.Health;
using Concierge.PostgreSql.Rig;
using Concierge.Reliability.Tests.Rig;
using Concierge.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Chaos;

/// <summary>
/// I02 on PostgreSQL: a delivery that comes again after hours or days has no second effect. Signed webhooks, a real server, a host
/// that is new each time, and what is remembered is pruned each time as a running host prunes it.
/// </summary>
public sealed class RedeliveryTests : IDisposable
{
    private static readonly TimeSpan Retention = TimeSpan.FromDays(8);

    private readonly PostgresCluster _server = PostgresCluster.Start();
    private readonly TempFolder _folder = new("redelivery-pg");

    /// <summary>The hosts' clock is moved, and with it the store's.</summary>
    [Fact]
    public async Task I02_RedeliveredForDays_HasOneEffect()
    {
        var start = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
        (await DeliverAsync(start, TimeSpan.Zero)).Should().Be((1, 0));
        TimeSpan[] later =
        [
            TimeSpan.FromHours(1),
            TimeSpan.FromHours(24),
            TimeSpan.FromDays(7) - TimeSpan.FromHours(1),
            TimeSpan.FromDays(7) + TimeSpan.FromHours(1),
            Retention - TimeSpan.FromMinutes(1),
        ];
        foreach (TimeSpan after in later)
        {
            (await DeliverAsync(start, after)).Should().Be((0, 1), "it was delivered {0} ago", after);
        }

        // Past the memory: refused by the time that Meta signed.
        (await DeliverAsync(start, Retention + TimeSpan.FromDays(2))).Should().Be((0, 0));
    }

    /// <summary>The database's clock decides, as in production: what it remembers is made older by whole days, of which its memory consists.</summary>
    [Fact]
    public async Task I02_KeysGrowOlderByTheDatabasesClock_AreKnownForEightDaysAndNotForTen()
    {
        DateTimeOffset signed = DateTimeOffset.UtcNow;
        (await DeliverAsync(signed, null)).Should().Be((1, 0));
        int age = 0;
        foreach (int days in (int[])[1, 7, 8])
        {
            await _server.ExecuteAsync($"UPDATE concierge.seen SET day = day - {days - age}");
            age = days;
            (await DeliverAsync(signed, null)).Should().Be((0, 1), "it was delivered {0} days ago", days);
        }

        await _server.ExecuteAsync($"UPDATE concierge.seen SET day = day - {10 - age}");
        (await DeliverAsync(signed, null)).Should().Be((1, 0), "the key is forgotten, and only the signed time speaks against the message");
    }

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    /// <summary>Delivers one webhook. Returns how many inputs were new and how many known.</summary>
    /// <param name="signed">The time in the webhook.</param>
    /// <param name="after">How much later it is by the host's clock; null for the system's clock, with which the database's counts.</param>
    private async Task<(long New, long Known)> DeliverAsync(DateTimeOffset signed, TimeSpan? after)
    {
        TimeProvider clock = after is { } later ? new StandingClock(signed + later) : TimeProvider.System;
        await using ServiceProvider services = await InProcess.OpenAsync(_folder.Path, clock, concierge => concierge.UsePostgreSql(_server.ConnectionString));
        await services.GetRequiredService<IMailbox>().ForgetAsync(clock.GetUtcNow() - Retention, default);
        byte[] body = MetaPayload.Message(MetaAccount.Person(1), "wamid.again", "again", signed);
        (await InProcess.AcceptAsync(services.GetRequiredService<ConciergeJourney>(), body)).Should().Be(200);
        ComponentHealth health = await services.GetServices<IHealthProbe>().Single(probe => probe.Name == "core").CheckAsync(default);
        return (health.Figures["inputs"], health.Figures["duplicates"]);
    }
}
