using System.Diagnostics;

namespace Concierge.Storage.Sqlite.Tests;

public sealed class LoadTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>I01 without the web: ten thousand messages, each ten times at once, have one effect each.</summary>
    [Fact]
    public async Task Append_TenConcurrentCopiesOfTenThousandKeys_TenThousandAreAppended()
    {
        const int Keys = 10_000;
        using TestStore store = await TestStore.OpenAsync(_folder.File());
        int[] copies = [.. Enumerable.Range(0, Keys * 10).Select(i => i % Keys)];
        new Random(3).Shuffle(copies);
        int next = -1;
        long appended = 0;
        await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(async () =>
        {
            for (int i = Interlocked.Increment(ref next); i < copies.Length; i = Interlocked.Increment(ref next))
            {
                AppendResult result = await store.Mailbox.AppendAsync([Items.New($"c{copies[i] % 100}", $"{copies[i]}", new UInt128(1, (ulong)copies[i] + 1))], default);
                result.Status.Should().Be(AppendStatus.Stored);
                Interlocked.Add(ref appended, result.Appended);
            }
        })));

        appended.Should().Be(Keys);
        (await Items.DrainAsync(store)).Select(Items.Text).Distinct().Should().HaveCount(Keys);
        (await store.Mailbox.CountAsync(default)).Should().Be(0);
    }

    /// <summary>R16 at a fifth: a long backlog is open within two seconds, without its payloads in memory.</summary>
    [Fact]
    public async Task Open_LongBacklog_IsReadyQuicklyAndKeepsNoPayloads()
    {
        const int Rows = 200_000;
        using (TestStore store = await TestStore.OpenAsync(_folder.File()))
        {
            string body = new('x', 400);
            foreach (int[] part in Enumerable.Range(0, Rows).Chunk(500))
            {
                await store.Mailbox.AppendAsync([.. part.Select(item => Items.New($"c{item % 5000}", body))], default);
            }
        }

        long before = GC.GetTotalMemory(forceFullCollection: true);
        var opening = Stopwatch.StartNew();
        using TestStore opened = await TestStore.OpenAsync(_folder.File());
        IReadOnlyList<MailboxLease> leases = await opened.Mailbox.ReceiveAsync(64, default);
        opening.Stop();
        long used = GC.GetTotalMemory(forceFullCollection: true) - before;

        leases.Should().HaveCount(64).And.OnlyContain(lease => lease.Items.Count == 8, "others wait too");
        (await opened.Mailbox.CountAsync(default)).Should().Be(Rows);
        opening.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(2));
        used.Should().BeLessThan(60 * 1024 * 1024);
    }

    /// <summary>I02: what a remembered key costs on the disk.</summary>
    [Fact]
    public async Task Dedup_ManyKeys_CostLessThan120BytesEach()
    {
        const int Keys = 30_000;
        using (TestStore store = await TestStore.OpenAsync(_folder.File()))
        {
            var random = new Random(5);
            for (int part = 0; part < Keys / 1000; part++)
            {
                await store.Mailbox.AppendAsync([.. Enumerable.Range(0, 1000).Select(_ => Items.New("a", "x", new UInt128((ulong)random.NextInt64(), (ulong)random.NextInt64(1, long.MaxValue))))], default);
                await Items.DrainAsync(store);
            }
        }

        (new FileInfo(_folder.File()).Length / (double)Keys).Should().BeLessThan(120);
    }

    [Fact]
    public async Task Commit_OneCannotBeWritten_ItsNeighboursAreSaved()
    {
        using TestStore store = await TestStore.OpenAsync(_folder.File());
        await store.Mailbox.AppendAsync([.. Enumerable.Range(0, 40).Select(i => Items.New($"c{i}", "x"))], default);
        IReadOnlyList<MailboxLease> leases = await store.Mailbox.ReceiveAsync(40, default);
        TranscriptEntry impossible = new() { Ordinal = long.MaxValue, Author = Author.Bot, RecordedAt = DateTimeOffset.UnixEpoch };
        string[] outcomes = await Task.WhenAll(leases.Select((lease, i) => Task.Run(async () =>
        {
            TurnCommit commit = Items.Commit(lease, 0, lease.Items[0].Sequence) with { Transcript = i % 4 == 0 ? [impossible] : [] };
            try
            {
                return (await store.Conversations.CommitAsync(commit, default)).ToString();
            }
            catch (StoreUnavailableException exception)
            {
                return exception.Message;
            }
        })));

        outcomes.Count(outcome => outcome == nameof(CommitOutcome.Saved)).Should().Be(30);
        outcomes.Count(outcome => outcome.Contains("at most")).Should().Be(10);
        (await store.Mailbox.CountAsync(default)).Should().Be(10);
        (await store.Health.CheckAsync(default)).IsReady.Should().BeTrue();
    }
}
