using System.Net;
using Concierge.Reliability.Tests.Rig;
using Xunit.Abstractions;

namespace Concierge.Reliability.Tests;

/// <summary>I01 and I03: however often and in whatever envelope a message comes, it has one effect.</summary>
public sealed class DuplicateTests(ITestOutputHelper output)
{
    private const int Copies = 3;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);

    /// <summary>CONCIERGE_STORM says how many messages; 10 000 for the full storm, with ten copies each.</summary>
    [Fact]
    public async Task I01_StormOfConcurrentCopies_HandlesEachMessageOnce()
    {
        int messages = Budget.Number("CONCIERGE_STORM", 3000);
        int copies = messages > 3000 ? 10 : Copies;
        await using World world = await World.CreateAsync("storm", withStatuses: false);
        world.Settings = world.Settings.With("Echo__Mode", "count");
        await world.StartHostAsync();
        using var admin = new AdminClient(world.Address);
        var storm = new Storm(world.Address, messages, copies);
        IReadOnlyCollection<TimeSpan> times = await storm.PostAsync();
        await Poll.UntilAsync(async () => await admin.FigureAsync("store", "waiting") == 0, Deadline, "all messages were handled");

        output.WriteLine($"{storm.Posts} posts of {messages} messages; answered in p50 {Percentiles.Of(times, 50).TotalMilliseconds:F1} ms, p99 {Percentiles.Of(times, 99).TotalMilliseconds:F1} ms");
        (await admin.FigureAsync("core", "inputs")).Should().Be(messages);
        (await admin.FigureAsync("core", "duplicates")).Should().Be(messages * (copies - 1));
        (await admin.FigureAsync("core", "turns")).Should().Be(messages);
        await world.JudgeAsync(output);
    }

    [Fact]
    public async Task I03_SameMessagesInOtherEnvelopes_AreHandledOnceAndOneDamagedChangeHarmsNoOther()
    {
        const int changes = 1000;
        const int damaged = 500;
        await using World world = await World.CreateAsync("batch", withStatuses: false);
        await world.StartHostAsync();
        using var client = new WebhookClient(world.Address);
        using var admin = new AdminClient(world.Address);
        DateTimeOffset now = DateTimeOffset.UtcNow;
        string[] batch = [.. Enumerable.Range(0, changes).Select(i => i == damaged
            ? MetaPayload.DamagedChange(MetaAccount.Person(i), $"wamid.batch-{i}", now)
            : Change(i, now))];
        for (int i = 0; i < changes; i++)
        {
            if (i != damaged)
            {
                world.Ledger.Write(LedgerKind.Posted, MetaAccount.Person(i), $"batch-{i}");
            }
        }

        (await client.PostAsync(MetaPayload.Batch(batch), default)).Should().Be(HttpStatusCode.OK);
        (await client.PostAsync(MetaPayload.Batch(batch.Reverse()), default)).Should().Be(HttpStatusCode.OK);
        (await client.PostAsync(MetaPayload.Message(MetaAccount.Person(7), "wamid.batch-7", "batch-7", now), default)).Should().Be(HttpStatusCode.OK);
        await Poll.UntilAsync(() => world.Ledger.Count(LedgerKind.Applied) >= changes - 1, Deadline, "all but the damaged one were answered");
        await Poll.UntilAsync(async () => await admin.FigureAsync("store", "waiting") == 0, Deadline, "nothing is left to do");

        LedgerVerdict verdict = await world.JudgeAsync(output);
        verdict.Effects.Should().Be(changes - 1);
        verdict.UnexplainedDuplicates.Should().BeEmpty();
        verdict.Foreign.Should().BeEmpty();
    }

    private static string Change(int i, DateTimeOffset at) => MetaPayload.Change(MetaAccount.Person(i), $"wamid.batch-{i}", $"batch-{i}", at);
}
