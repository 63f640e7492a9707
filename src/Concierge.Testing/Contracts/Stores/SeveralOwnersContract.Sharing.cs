#pragma warning disable CS1591 // the name of a test says what it proves
using System.Collections.Concurrent;
using Concierge.Storage;
using Xunit;

namespace Concierge.Testing.Contracts.Stores;

public abstract partial class SeveralOwnersContract
{
    /// <summary>One hot conversation: both append to it and both handle it, at once.</summary>
    [Fact]
    public async Task HotConversation_BothAppendAndHandle_EachItemOnceInTheOrderOfItsAppending()
    {
        const int Each = 40;
        StoreSet other = await Fixture.JoinAsync();
        StoreSet[] owners = [new(Mailbox, Conversations, Transcripts, Contacts, Records, Erasures), other];
        var handled = new ConcurrentQueue<(long Sequence, string Text)>();
        using var done = new CancellationTokenSource(Patience, TimeProvider.System);
        Task[] appending = [.. owners.SelectMany((owner, i) => (Task[])[WriteAsync(owner, $"{i}a"), WriteAsync(owner, $"{i}b")])];
        Task[] handling = [.. owners.Select(HandleAsync)];
        await Task.WhenAll(appending);
        await Task.WhenAll(handling);

        Assert.Equal(4 * Each, handled.Count);
        Assert.Equal(handled.Select(item => item.Sequence).Order(), handled.Select(item => item.Sequence));
        foreach (string writer in (string[])["0a", "0b", "1a", "1b"])
        {
            Assert.Equal(Enumerable.Range(0, Each).Select(i => $"{writer}-{i}"), handled.Select(item => item.Text).Where(text => text.StartsWith(writer, StringComparison.Ordinal)));
        }

        async Task WriteAsync(StoreSet owner, string writer)
        {
            for (int i = 0; i < Each; i++)
            {
                Assert.Equal(1, (await owner.Mailbox.AppendAsync([Item("hot", $"{writer}-{i}")], None)).Appended);
            }
        }

        async Task HandleAsync(StoreSet owner)
        {
            await Task.Yield();
            while (handled.Count < 4 * Each && !done.IsCancellationRequested)
            {
                foreach (MailboxLease lease in await owner.Mailbox.ReceiveAsync(1, None))
                {
                    long version = (await owner.Conversations.LoadAsync(lease.Conversation, None))?.Version ?? 0;
                    TurnCommit commit = Commit(lease, version, [.. lease.Items.Select(item => item.Sequence)]) with { Release = true };
                    foreach (MailboxItem item in lease.Items)
                    {
                        handled.Enqueue((item.Sequence, Text(item)));
                    }

                    Assert.Equal(CommitOutcome.Saved, await owner.Conversations.CommitAsync(commit, None));
                }
            }
        }
    }

    /// <summary>I01: copies of one webhook reach both nodes at once.</summary>
    [Fact]
    public async Task AppendAsync_SameKeysAtBoth_AreAppendedOnce()
    {
        StoreSet other = await Fixture.JoinAsync();
        MailboxAppend[] items = [.. Enumerable.Range(0, 50).Select(i => Item($"c{i % 7}", $"{i}"))];
        AppendResult[] results = await Task.WhenAll(Enumerable.Range(0, 8).SelectMany(copy => items.Select(item =>
            Task.Run(async () => await (copy % 2 == 0 ? Mailbox : other.Mailbox).AppendAsync([item], None)))));
        Assert.All(results, result => Assert.Equal(AppendStatus.Stored, result.Status));
        Assert.Equal(50, results.Sum(result => result.Appended));
        Assert.Equal(50, await other.Mailbox.CountAsync(None));
    }

    [Fact]
    public async Task AppendAsync_ManyConversationsAtBothInOtherOrder_AreAllStored()
    {
        StoreSet other = await Fixture.JoinAsync();
        AppendResult[] results = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(async () =>
        {
            IEnumerable<int> order = Enumerable.Range(0, 10);
            MailboxAppend[] items = [.. (i % 2 == 0 ? order : order.Reverse()).Select(n => Item($"c{n}", $"{i}"))];
            return await (i % 2 == 0 ? Mailbox : other.Mailbox).AppendAsync(items, None);
        })));
        Assert.Equal(200, results.Sum(result => result.Appended));
    }

    [Fact]
    public async Task ResolveAsync_SamePersonAtBoth_Agree()
    {
        StoreSet other = await Fixture.JoinAsync();
        var account = new AccountKey("meta", "default");
        int made = 0;
        for (int person = 0; person < 10; person++)
        {
            ContactAddress phone = new(ContactAddressKind.Phone, $"100{person}"), lid = new(ContactAddressKind.Lid, $"{person}@lid");
            ContactAddress[][] ways = [[phone, lid], [lid, phone], [phone], [lid, phone]];
            ConversationId[] found = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(async () =>
                await (i % 2 == 0 ? Contacts : other.Contacts).ResolveAsync(account, ways[i % ways.Length], () => Id($"c{Interlocked.Increment(ref made)}"), None))));
            Assert.Single(found.Distinct());
            Assert.Equal(found[0], await other.Contacts.FindAsync(account, [lid], None));
        }
    }

    [Fact]
    public async Task CommitAsync_AtOne_IsSeenAtTheOther()
    {
        StoreSet other = await Fixture.JoinAsync();
        MailboxLease lease = await AppendAndReceiveAsync("a", "one");
        await SaveAsync(Commit(lease, 0, lease.Items[0].Sequence) with
        {
            Transcript = [Line(1, "first")],
            DeadLetters = [new DeadLetter { Conversation = Id("a"), Kind = DeadLetterKind.Inbound, Reason = "r", At = Now, Payload = "dead"u8.ToArray() }],
            Release = true,
        });
        Assert.Equal(1, (await other.Conversations.LoadAsync(Id("a"), None))!.Version);
        Assert.Equal("first", Assert.Single(await other.Transcripts.ReadAsync(Id("a"), null, 5, None)).Decision);
        Assert.Equal(Id("a"), Assert.Single(await other.Conversations.ListAsync(null, 5, None)).Id);

        long dead = Assert.Single(await other.Mailbox.ListDeadLettersAsync(null, 5, None)).Id;
        bool[] replayed = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(async () => await (i % 2 == 0 ? Mailbox : other.Mailbox).ReplayAsync(dead, None))));
        Assert.Single(replayed, true);
        Assert.Equal(["dead"], Texts(Assert.Single(await other.Mailbox.ReceiveAsync(5, None)).Items));
    }

    [Fact]
    public async Task WakeAt_CommittedAtOne_IsLeasedAtTheOtherWhenItsTimeComes()
    {
        StoreSet other = await Fixture.JoinAsync();
        MailboxLease lease = await AppendAndReceiveAsync("a", "one");
        await SaveAsync(Commit(lease, 0, lease.Items[0].Sequence) with { WakeAt = Now.AddSeconds(10), Append = [Item("b", "later", dueAt: Now.AddSeconds(10))], Release = true });
        Assert.Empty(await other.Mailbox.ReceiveAsync(5, None));
        Advance(TimeSpan.FromSeconds(10));
        IReadOnlyList<MailboxLease> woken = await other.Mailbox.ReceiveAsync(5, None);
        Assert.Equal([Id("a"), Id("b")], woken.Select(l => l.Conversation).OrderBy(id => id.Value, StringComparer.Ordinal));
    }

    [Fact]
    public async Task SaveAsync_OneVersionAtBoth_OneIsSaved()
    {
        StoreSet other = await Fixture.JoinAsync();
        bool[] saved = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(async () =>
            await (i % 2 == 0 ? Records : other.Records).SaveAsync([new RecordWrite("things", "a", new byte[] { (byte)i }) { ExpectedVersion = 0 }], None))));
        Assert.Single(saved, true);
        Assert.Equal(saved.ToList().IndexOf(true), (await other.Records.LoadAsync("things", "a", None))!.Content.Span[0]);
    }
}
