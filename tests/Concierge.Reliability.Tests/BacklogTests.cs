using Concierge.Reliability.Tests.Rig;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace Concierge.Reliability.Tests;

/// <summary>
/// R16: a start with much waiting. CONCIERGE_BACKLOG says how much; 20 000 by default, 1 000 000 for more. Newcomers are served
/// while the backlog is worked off.
/// </summary>
public sealed class BacklogTests(ITestOutputHelper output)
{
    private const int Batch = 1000;
    private const int Newcomers = 10;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task R16_StartWithBacklog_IsReadySoonAndStaysSmall()
    {
        int backlog = Budget.Number("CONCIERGE_BACKLOG", 20_000);
        await using World world = await World.CreateAsync("backlog", withStatuses: false);
        await FillAsync(world.Folder, backlog);
        await world.StartHostAsync();
        using var caller = new Caller(world.Address, world.Ledger);
        using var admin = new AdminClient(world.Address);
        var served = new List<TimeSpan>();
        for (int i = 0; i < Newcomers; i++)
        {
            string text = $"newcomer-{i}";
            TimeSpan asked = world.Ledger.Now;
            await caller.SayAsync(90_000 + i, text);
            await Poll.UntilAsync(
                () => world.Ledger.Snapshot().Any(entry => entry.Kind == LedgerKind.Applied && entry.Text == LedgerChecker.ReplyPrefix + text), Deadline, "the newcomer was answered");
            served.Add(world.Ledger.Now - asked);
        }

        long waiting = await admin.FigureAsync("store", "waiting");
        long memory = world.Host.ResidentMemory() / (1024 * 1024);
        LedgerVerdict verdict = await world.JudgeAsync(output);
        output.WriteLine($"{backlog} waiting at start, {waiting} after all newcomers; served in p50 {Percentiles.Of(served, 50).TotalMilliseconds:F0} ms, p95 {Percentiles.Of(served, 95).TotalMilliseconds:F0} ms; {memory} MB");
        verdict.Startups.Should().OnlyContain(time => time <= TimeSpan.FromSeconds(10));
        memory.Should().BeLessThan(300);
        Percentiles.Of(served, 95).Should().BeLessThanOrEqualTo(TimeSpan.FromSeconds(2));
        verdict.Lost.Should().BeEmpty();
        verdict.Effects.Should().BeGreaterThanOrEqualTo(Newcomers);
    }

    private static async Task FillAsync(string folder, int backlog)
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        await using ServiceProvider services = await InProcess.OpenAsync(folder, new StandingClock(now), concierge => concierge.UseSqlite());
        ConciergeJourney journey = services.GetRequiredService<ConciergeJourney>();
        for (int i = 0; i < backlog; i += Batch)
        {
            IEnumerable<string> changes = Enumerable.Range(i, Batch).Select(n => MetaPayload.Change(MetaAccount.Person(n / 10), $"wamid.old-{n}", $"old-{n}", now));
            (await InProcess.AcceptAsync(journey, MetaPayload.Batch(changes))).Should().Be(200);
        }
    }
}
