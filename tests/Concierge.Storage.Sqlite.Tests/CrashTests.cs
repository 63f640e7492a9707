using System.Collections.Concurrent;

namespace Concierge.Storage.Sqlite.Tests;

/// <summary>R01 and R02 without a kill: the files as they lie while the store runs are what a crash leaves.</summary>
public sealed class CrashTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Append_CrashAtAnyTime_AcknowledgedItemsAreThereAndOrdered()
    {
        string file = _folder.File();
        using TestStore store = await TestStore.OpenAsync(file);
        var acknowledged = new ConcurrentDictionary<string, int>();
        using var stop = new CancellationTokenSource();
        Task[] writers = [.. Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            for (int i = 0; !stop.IsCancellationRequested && i < 400; i++)
            {
                AppendResult result = await store.Mailbox.AppendAsync([Items.New($"c{writer}", $"{i}")], default);
                result.Appended.Should().Be(1);
                acknowledged[$"c{writer}"] = i + 1;
            }
        }))];

        var crashes = new List<(string File, Dictionary<string, int> Acknowledged)>();
        for (int crash = 0; crash < 10; crash++)
        {
            int enough = 25 * (crash + 1);
            await Until(() => acknowledged.Values.Sum() >= enough);
            Dictionary<string, int> before = acknowledged.ToDictionary();
            crashes.Add((_folder.CopyAsAfterCrash(file, $"crash{crash}.db"), before));
        }

        await Task.WhenAll(writers);
        foreach ((string copy, Dictionary<string, int> before) in crashes)
        {
            using TestStore after = await TestStore.OpenAsync(copy);
            IReadOnlyList<MailboxLease> leases = await after.Mailbox.ReceiveAsync(100, default);
            foreach ((string conversation, int count) in before)
            {
                MailboxLease lease = leases.Single(lease => lease.Conversation.Value == conversation);
                IReadOnlyList<MailboxItem> rest = await after.Mailbox.ReceiveMoreAsync(lease, lease.Items[^1].Sequence, default);
                string[] texts = [.. lease.Items.Concat(rest).Select(Items.Text)];
                texts.Should().Equal(Enumerable.Range(0, texts.Length).Select(i => $"{i}"));
                texts.Length.Should().BeGreaterThanOrEqualTo(Math.Min(count, 2 * IMailbox.MaxItemsPerLease));
            }
        }
    }

    [Fact]
    public async Task Commit_CrashRightAfter_AllPartsAreThere()
    {
        string file = _folder.File();
        using TestStore store = await TestStore.OpenAsync(file);
        await store.Mailbox.AppendAsync([Items.New("a", "one"), Items.New("a", "two")], default);
        MailboxLease lease = await store.ReceiveOneAsync();
        await store.Conversations.CommitAsync(Items.Commit(lease, 0, lease.Items[0].Sequence), default);

        using TestStore after = await TestStore.OpenAsync(_folder.CopyAsAfterCrash(file, "crash.db"));
        (await after.Conversations.LoadAsync(new ConversationId("a"), default))!.Version.Should().Be(1);
        (await after.ReceiveOneAsync()).Items.Select(Items.Text).Should().Equal("two");
    }

    [Fact]
    public async Task Sequences_EverythingWasConsumedBeforeTheCrash_AreNotUsedAgain()
    {
        string file = _folder.File();
        long before;
        using (TestStore store = await TestStore.OpenAsync(file))
        {
            await store.Mailbox.AppendAsync([Items.New("a", "one")], default);
            before = (await Items.DrainAsync(store)).Single().Sequence;
        }

        using TestStore after = await TestStore.OpenAsync(file);
        await after.Mailbox.AppendAsync([Items.New("a", "two")], default);
        (await after.ReceiveOneAsync()).Items[0].Sequence.Should().BeGreaterThan(before);
    }

    private static async Task Until(Func<bool> condition)
    {
        DateTime deadline = DateTime.UtcNow.AddSeconds(30);
        while (!condition())
        {
            DateTime.UtcNow.Should().BeBefore(deadline);
            await Task.Yield();
        }
    }
}
