#pragma warning disable CS1591 // the name of a test says what it proves
using System.Text;
using Concierge.Storage;
using Xunit;

namespace Concierge.Testing.Contracts.Stores;

/// <summary>What <see cref="IConversationStore"/> promises. Derive from it in a store's tests and give it a fixture.</summary>
public abstract class ConversationStoreContract : StoreContract
{
    [Fact]
    public async Task LoadAsync_NoDocument_IsNull()
    {
        await AppendAsync(Item("a", "one"));
        Assert.Null(await Conversations.LoadAsync(Id("a"), None));
        Assert.Null(await Conversations.LoadAsync(Id("nobody"), None));
    }

    [Fact]
    public async Task CommitAsync_Twice_VersionGrowsByOne()
    {
        MailboxLease lease = await AppendAndReceiveAsync("a", "one", "two");
        await SaveAsync(Commit(lease, 0, lease.Items[0].Sequence));
        await AssertDocumentAsync("a", "a v1", 1);
        await SaveAsync(Commit(lease, 1, lease.Items[1].Sequence));
        await ReopenIfDurableAsync();
        await AssertDocumentAsync("a", "a v2", 2);
    }

    [Fact]
    public async Task CommitAsync_AllParts_AreVisibleTogether()
    {
        MailboxLease lease = await AppendAndReceiveAsync("a", "one", "two");
        await SaveAsync(Commit(lease, 0, lease.Items[0].Sequence) with
        {
            Transcript = [Line(1, "first"), Line(2, "second")],
            Append = [Item("b", "for b"), Item("a", "three")],
            DeadLetters = [new DeadLetter { Conversation = Id("a"), Kind = DeadLetterKind.Inbound, Reason = "r", At = Now, Payload = "x"u8.ToArray() }],
            Release = true,
        });
        await ReopenIfDurableAsync();

        await AssertDocumentAsync("a", "a v1", 1);
        Assert.Equal(2, (await Transcripts.ReadAsync(Id("a"), null, 10, None)).Count);
        Assert.Equal(1, await Mailbox.CountDeadLettersAsync(None));
        Assert.Equal(3, await Mailbox.CountAsync(None));
        IReadOnlyList<MailboxLease> leases = await Mailbox.ReceiveAsync(10, None);
        Assert.Equal(["two", "three"], Texts(leases.Single(l => l.Conversation == Id("a")).Items));
        Assert.Equal(["for b"], Texts(leases.Single(l => l.Conversation == Id("b")).Items));
    }

    [Fact]
    public async Task CommitAsync_OtherVersion_IsAConflictAndWritesNothing()
    {
        MailboxLease lease = await AppendAndReceiveAsync("a", "one");
        await SaveAsync(Commit(lease));
        foreach (long wrong in (long[])[0, 2])
        {
            Assert.Equal(CommitOutcome.Conflict, await Conversations.CommitAsync(Full(lease, wrong), None));
        }

        await AssertUntouchedAsync("a v1", 1);
        await SaveAsync(Commit(lease, 1, lease.Items[0].Sequence));
    }

    [Fact]
    public async Task CommitAsync_VersionOfAMissingDocument_IsAConflict()
    {
        MailboxLease lease = await AppendAndReceiveAsync("a", "one");
        Assert.Equal(CommitOutcome.Conflict, await Conversations.CommitAsync(Commit(lease, 3), None));
        Assert.Null(await Conversations.LoadAsync(Id("a"), None));
    }

    [Fact]
    public async Task CommitAsync_LeaseEnded_IsFencedAndWritesNothing()
    {
        MailboxLease lease = await AppendAndReceiveAsync("a", "one");
        await SaveAsync(Commit(lease) with { Release = true });
        Assert.Equal(CommitOutcome.Fenced, await Conversations.CommitAsync(Full(lease, 1), None));
        await AssertUntouchedAsync("a v1", 1);
    }

    /// <summary>R11: an owner that lost its lease while it was frozen cannot commit.</summary>
    [Fact]
    public async Task CommitAsync_AnotherHasTheLease_IsFencedAndTheOtherCommits()
    {
        MailboxLease stale = await AppendAndReceiveAsync("a", "one");
        await SaveAsync(Commit(stale));
        if (Fixture.LeaseDuration is { } duration)
        {
            Advance(duration);
        }
        else
        {
            await Mailbox.ReleaseAsync(stale, null, null, None);
        }

        MailboxLease live = await ReceiveOneAsync();
        Assert.True(live.Fence > stale.Fence);
        Assert.Equal(CommitOutcome.Fenced, await Conversations.CommitAsync(Full(stale, 1), None));
        await AssertUntouchedAsync("a v1", 1);
        await SaveAsync(Commit(live, 1, live.Items[0].Sequence));
    }

    [Fact]
    public async Task CommitAsync_LeaseOfTheProcessBefore_IsFenced()
    {
        MailboxLease lease = await AppendAndReceiveAsync("a", "one");
        await SaveAsync(Commit(lease));
        if (await DieIfDurableAsync())
        {
            MailboxLease live = await ReceiveOneAsync();
            Assert.Equal(CommitOutcome.Fenced, await Conversations.CommitAsync(Full(lease, 1), None));
            await SaveAsync(Commit(live, 1));
        }

        Assert.NotNull(await Conversations.LoadAsync(Id("a"), None));
    }

    [Fact]
    public async Task CommitAsync_ManyOfOneVersion_OneIsSaved()
    {
        MailboxLease lease = await AppendAndReceiveAsync("a", "one");
        CommitOutcome[] outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ =>
            Task.Run(async () => await Conversations.CommitAsync(Commit(lease), None))));
        Assert.Single(outcomes, CommitOutcome.Saved);
        Assert.Equal(15, outcomes.Count(outcome => outcome == CommitOutcome.Conflict));
        await AssertDocumentAsync("a", "a v1", 1);
    }

    [Fact]
    public async Task CommitAsync_ConflictAmongOthers_DoesNotSpoilThem()
    {
        await AppendAsync([.. Enumerable.Range(0, 40).Select(i => Item($"c{i}", "x"))]);
        IReadOnlyList<MailboxLease> leases = await Mailbox.ReceiveAsync(40, None);
        CommitOutcome[] outcomes = await Task.WhenAll(leases.Select((lease, i) =>
            Task.Run(async () => await Conversations.CommitAsync(Commit(lease, i % 4 == 0 ? 9 : 0, lease.Items[0].Sequence), None))));
        Assert.Equal(30, outcomes.Count(outcome => outcome == CommitOutcome.Saved));
        Assert.Equal(10, outcomes.Count(outcome => outcome == CommitOutcome.Conflict));
        Assert.Equal(10, await Mailbox.CountAsync(None));
    }

    [Fact]
    public async Task CommitAsync_Starting_CountsTheDeliveryOfTheNextItem()
    {
        MailboxLease lease = await AppendAndReceiveAsync("a", "one", "two");
        await SaveAsync(Commit(lease, 0, lease.Items[0].Sequence) with { Starting = lease.Items[1].Sequence });
        if (!await DieIfDurableAsync())
        {
            await Mailbox.ReleaseAsync(lease, null, null, None);
        }

        Assert.Equal(2, (await ReceiveOneAsync()).Items[0].Deliveries);
    }

    [Fact]
    public async Task CommitAsync_WithoutRelease_KeepsTheLease()
    {
        MailboxLease lease = await AppendAndReceiveAsync("a", "one", "two");
        await SaveAsync(Commit(lease, 0, lease.Items[0].Sequence));
        await AssertNothingDueAsync();
        Assert.True(await Mailbox.RenewAsync(lease, None));
    }

    [Fact]
    public async Task CommitAsync_ConsumedTwice_IsHarmless()
    {
        MailboxLease lease = await AppendAndReceiveAsync("a", "one", "two");
        await SaveAsync(Commit(lease, 0, lease.Items[0].Sequence));
        await SaveAsync(Commit(lease, 1, lease.Items[0].Sequence, 987654));
        Assert.Equal(1, await Mailbox.CountAsync(None));
    }

    [Fact]
    public async Task CommitAsync_DuplicateAppend_IsIgnored()
    {
        UInt128 key = NewKey();
        MailboxLease lease = await AppendAndReceiveAsync("a", "one");
        await SaveAsync(Commit(lease, 0, lease.Items[0].Sequence) with { Append = [Item("b", "x", key)] });
        await SaveAsync(Commit(lease, 1) with { Append = [Item("b", "x", key), Item("b", "y", key)] });
        Assert.Equal(1, await Mailbox.CountAsync(None));
    }

    [Fact]
    public async Task CommitAsync_BacklogIsFull_StillAppends()
    {
        await AppendAsync([.. Enumerable.Range(0, MaxBacklog).Select(i => Item("a", $"{i}"))]);
        MailboxLease lease = await ReceiveOneAsync();
        await SaveAsync(Commit(lease) with { Append = [Item("b", "x")] });
        Assert.Equal(MaxBacklog + 1, await Mailbox.CountAsync(None));
    }

    [Fact]
    public async Task ListAsync_Several_LatestFirstInPagesWithoutAccounts()
    {
        string[] names = ["a", "b", "@meta.default", "c"];
        foreach (string name in names)
        {
            MailboxLease lease = await AppendAndReceiveAsync(name, "x");
            await SaveAsync(Commit(lease, 0, lease.Items[0].Sequence) with { Release = true });
            Advance(TimeSpan.FromSeconds(1));
        }

        await ReopenIfDurableAsync();
        IReadOnlyList<ConversationSummary> latest = await Conversations.ListAsync(null, 2, None);
        Assert.Equal([Id("c"), Id("b")], latest.Select(summary => summary.Id));
        Assert.Equal(("meta/default", "Ada", "hello", 3), (latest[0].Account, latest[0].Contact, latest[0].LastText, latest[0].InboundCount));
        Assert.Equal([Id("a")], (await Conversations.ListAsync(latest[1].LastActivityAt, 2, None)).Select(summary => summary.Id));
    }

    [Fact]
    public async Task ListAsync_ActiveAgain_MovesToTheFront()
    {
        foreach (string name in (string[])["a", "b", "a"])
        {
            MailboxLease lease = await AppendAndReceiveAsync(name, "x");
            long version = (await Conversations.LoadAsync(Id(name), None))?.Version ?? 0;
            await SaveAsync(Commit(lease, version, lease.Items[0].Sequence) with { Release = true });
            Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal([Id("a"), Id("b")], (await Conversations.ListAsync(null, 10, None)).Select(summary => summary.Id));
    }

    private TurnCommit Full(MailboxLease lease, long version) => Commit(lease, version, lease.Items[0].Sequence) with
    {
        Transcript = [Line(1, "no")],
        Append = [Item("b", "no")],
        Starting = lease.Items[0].Sequence,
        DeadLetters = [new DeadLetter { Conversation = lease.Conversation, Kind = DeadLetterKind.Inbound, Reason = "no", At = Now, Payload = "x"u8.ToArray() }],
        WakeAt = Now,
        Release = true,
    };

    private async Task AssertUntouchedAsync(string document, long version)
    {
        await AssertDocumentAsync("a", document, version);
        Assert.Empty(await Transcripts.ReadAsync(Id("a"), null, 10, None));
        Assert.Equal(0, await Mailbox.CountDeadLettersAsync(None));
        Assert.Equal(1, await Mailbox.CountAsync(None));
    }

    private async Task AssertDocumentAsync(string conversation, string document, long version)
    {
        StoredConversation? stored = await Conversations.LoadAsync(Id(conversation), None);
        Assert.NotNull(stored);
        Assert.Equal((document, version), (Encoding.UTF8.GetString(stored.Document.Span), stored.Version));
    }
}
