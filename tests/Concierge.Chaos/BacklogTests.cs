using Concierge.PostgreSql.Rig;
using Concierge.Reliability.Tests.Rig;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace Concierge.Chaos;

/// <summary>
/// R16 on PostgreSQL: a start with much waiting. CONCIERGE_BACKLOG says how much; 20 000 by default, 1 000 000 for more. Newcomers
/// are served while the backlog is worked off.
/// </summary>
public sealed class BacklogTests(ITestOutputHelper output)
{
    private const int Batch = 1000;

    /// <summary>So many come in by webhooks; the rest are copies of them under other conversations, or a million would take as long as people need to write it.</summary>
    private const int Received = 20_000;

    private const int Newcomers = 40;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task R16_StartWithBacklog_IsReadySoonStaysSmallAndServesNewcomers()
    {
        int backlog = Budget.Number("CONCIERGE_BACKLOG", 20_000);
        await using ChaosWorld world = await ChaosWorld.StartAsync("chaos-backlog", 1, start: false, settings: new Dictionary<string, string>
        {
            ["Concierge__PostgreSql__MaxBacklog"] = "2000000",
        });
        int received = Math.Min(backlog, Received);
        await ReceiveAsync(world.Database!, received);
        for (int copy = 1; copy < backlog / received; copy++)
        {
            await world.Database!.ExecuteAsync($"""
                INSERT INTO concierge.conversation (id, tenant, next_at) SELECT id || '-{copy}', tenant, next_at FROM concierge.conversation WHERE position('-' IN id) = 0;
                INSERT INTO concierge.inbox (conversation, tenant, received_at, payload, raw)
                SELECT conversation || '-{copy}', tenant, received_at, payload, raw FROM concierge.inbox WHERE position('-' IN conversation) = 0 ORDER BY sequence;
                """);
        }

        await world.StartNodesAsync();
        using var caller = new Caller(world.Address, world.Ledger);
        using var admin = new AdminClient(world.AddressOfNode(0));
        var served = new List<TimeSpan>();
        for (int i = 0; i < Newcomers; i++)
        {
            string text = $"newcomer-{i}";
            TimeSpan asked = world.Ledger.Now;
            await caller.SayAsync(90_000 + i, text);
            await Poll.UntilAsync(
                () => world.Provider.Snapshot().Any(entry => entry.Kind == LedgerKind.Applied && entry.Text == LedgerChecker.ReplyPrefix + text), Deadline, "the newcomer was answered");
            served.Add(world.Ledger.Now - asked);
        }

        long waiting = await admin.FigureAsync("store", "waiting");
        long memory = world.Nodes[0].ResidentMemory() / (1024 * 1024);
        LedgerVerdict verdict = world.Judge(output);
        output.WriteLine($"{backlog} waiting at start, {waiting} after all newcomers; served in p50 {Percentiles.Of(served, 50).TotalMilliseconds:F0} ms, p95 {Percentiles.Of(served, 95).TotalMilliseconds:F0} ms, the slowest {served.Max().TotalMilliseconds:F0} ms; {memory} MB");
        waiting.Should().BePositive("newcomers came while the backlog was worked off");
        verdict.Startups.Should().OnlyContain(time => time <= TimeSpan.FromSeconds(10));
        memory.Should().BeLessThan(300);
        Percentiles.Of(served, 95).Should().BeLessThanOrEqualTo(TimeSpan.FromSeconds(2));
        verdict.Lost.Should().BeEmpty();
    }

    private static async Task ReceiveAsync(PostgresCluster database, int messages)
    {
        using var folder = new TempFolder("backlog-pg");
        await using ServiceProvider services = await InProcess.OpenAsync(folder.Path, TimeProvider.System, concierge => concierge.UsePostgreSql(options =>
        {
            options.ConnectionString = database.ConnectionString;
            options.MaxBacklog = 2 * Math.Max(messages, Batch);
            options.AcceptTimeout = TimeSpan.FromSeconds(4);
        }));
        ConciergeJourney journey = services.GetRequiredService<ConciergeJourney>();
        DateTimeOffset now = DateTimeOffset.UtcNow;
        for (int i = 0; i < messages; i += Batch)
        {
            IEnumerable<string> changes = Enumerable.Range(i, Batch).Select(n => MetaPayload.Change(MetaAccount.Person(n / 10), $"wamid.old-{n}", $"old-{n}", now));
            (await InProcess.AcceptAsync(journey, MetaPayload.Batch(changes))).Should().Be(200);
        }
    }
}
