#pragma warning disable CS1591 // the name of a test says what it proves
using Concierge.Storage;
using Xunit;

namespace Concierge.Testing.Contracts.Stores;

/// <summary>
/// What a store promises that several owners share, on top of the other suites. Derive from it in the tests of such a store and give
/// it a fixture that can be joined.
/// </summary>
public abstract partial class SeveralOwnersContract : StoreContract
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private TimeSpan Lease => Fixture.LeaseDuration ?? throw new InvalidOperationException("The fixture of a store with several owners gives its LeaseDuration.");

    [Fact]
    public async Task ReceiveAsync_BothAtOnce_EachConversationHasOneOwner()
    {
        StoreSet other = await Fixture.JoinAsync();
        await AppendAsync([.. Enumerable.Range(0, 100).Select(i => Item($"c{i}", "x"))]);
        IReadOnlyList<MailboxLease>[] received = await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
            Task.Run(async () => await (i % 2 == 0 ? Mailbox : other.Mailbox).ReceiveAsync(10, None))));
        Assert.Equal(100, received.Sum(leases => leases.Count) + (await ReceiveAllAsync(other)).Count);
        Assert.Empty(await ReceiveAllAsync(other));
    }

    [Fact]
    public async Task ReceiveAsync_OwnersInTurn_FenceGrows()
    {
        StoreSet other = await Fixture.JoinAsync();
        await AppendAsync(Item("a", "x"));
        long last = 0;
        for (int i = 0; i < 6; i++)
        {
            IMailbox owner = i % 2 == 0 ? Mailbox : other.Mailbox;
            MailboxLease lease = Assert.Single(await owner.ReceiveAsync(5, None));
            Assert.True(lease.Fence > last);
            last = lease.Fence;
            await owner.ReleaseAsync(lease, lease.Items[0].Sequence, null, None);
        }
    }

    /// <summary>R11: the owner that was frozen past its lease changes nothing any more, and is told so.</summary>
    [Fact]
    public async Task Lease_OwnerFrozen_IsTakenOverAndEveryLateWriteIsRefused()
    {
        StoreSet other = await Fixture.JoinAsync();
        MailboxLease frozen = await AppendAndReceiveAsync("a", "one");
        Advance(Lease);
        MailboxLease live = Assert.Single(await other.Mailbox.ReceiveAsync(5, None));

        TurnCommit late = Commit(frozen, 0, frozen.Items[0].Sequence) with
        {
            Transcript = [Line(1, "late")],
            Append = [Item("b", "late")],
            Records = [new RecordWrite("late", "late", ReadOnlyMemory<byte>.Empty)],
            Release = true,
        };
        Assert.Equal(CommitOutcome.Fenced, await Conversations.CommitAsync(late, None));
        Assert.False(await Mailbox.RenewAsync(frozen, None));
        Assert.Empty(await Mailbox.ReceiveMoreAsync(frozen, 0, None));
        await Mailbox.ReleaseAsync(frozen, frozen.Items[0].Sequence, null, None);
        await Mailbox.FailAsync(frozen, frozen.Items[0].Sequence, Now.AddHours(1), None);

        Assert.True(await other.Mailbox.RenewAsync(live, None));
        Assert.Null(await Conversations.LoadAsync(Id("a"), None));
        Assert.Null(await Records.LoadAsync("late", "late", None));
        Assert.Equal(1, await Mailbox.CountAsync(None));
        Assert.Equal((2, 0), (live.Items[0].Deliveries, live.Items[0].Failures));
        Assert.Equal(CommitOutcome.Saved, await other.Conversations.CommitAsync(Commit(live, 0, live.Items[0].Sequence) with { Release = true }, None));
        Assert.Equal(1, (await Conversations.LoadAsync(Id("a"), None))!.Version);
    }

    [Fact]
    public async Task Lease_OwnerDied_IsTakenOverAtItsEndAndNotBefore()
    {
        StoreSet other = await Fixture.JoinAsync();
        await AppendAndReceiveAsync("a", "one", "two");
        Advance(Lease - TimeSpan.FromMilliseconds(1));
        Assert.Empty(await other.Mailbox.ReceiveAsync(5, None));
        Task waiting = other.Mailbox.WaitAsync(TimeSpan.FromHours(1), None).AsTask();
        Advance(TimeSpan.FromMilliseconds(1));
        await waiting.WaitAsync(Patience);
        MailboxLease lease = Assert.Single(await other.Mailbox.ReceiveAsync(5, None));
        Assert.Equal(["one", "two"], Texts(lease.Items));
        Assert.Equal([2, 0], lease.Items.Select(item => item.Deliveries));
    }

    /// <summary>R15: each death is counted, whichever node died.</summary>
    [Fact]
    public async Task Lease_OneOwnerDiesAfterTheOther_AttemptsAreCounted()
    {
        StoreSet other = await Fixture.JoinAsync();
        await AppendAsync(Item("a", "poison"));
        for (int death = 1; death <= 4; death++)
        {
            MailboxLease lease = Assert.Single(await (death % 2 == 0 ? Mailbox : other.Mailbox).ReceiveAsync(5, None));
            Assert.Equal(death, lease.Items[0].Deliveries);
            Advance(Lease);
        }
    }

    [Fact]
    public async Task RenewAsync_InTime_KeepsTheOtherAway()
    {
        StoreSet other = await Fixture.JoinAsync();
        MailboxLease slow = await AppendAndReceiveAsync("slow", "x");
        for (int i = 0; i < 5; i++)
        {
            Advance(Lease * 0.9);
            Assert.True(await Mailbox.RenewAsync(slow, None));
            await AppendAsync(Item($"quick{i}", "x"));
            MailboxLease quick = Assert.Single(await other.Mailbox.ReceiveAsync(5, None));
            Assert.Equal(Id($"quick{i}"), quick.Conversation);
            Assert.Equal(CommitOutcome.Saved, await other.Conversations.CommitAsync(Commit(quick, 0, quick.Items[0].Sequence) with { Release = true }, None));
        }

        await SaveAsync(Commit(slow, 0, slow.Items[0].Sequence) with { Release = true });
    }

    [Fact]
    public async Task ReleaseAsync_HandedBack_TheOtherGoesOnAtOnceWithoutBlame()
    {
        StoreSet other = await Fixture.JoinAsync();
        MailboxLease lease = await AppendAndReceiveAsync("a", "one", "two");
        await SaveAsync(Commit(lease, 0, lease.Items[0].Sequence) with { Starting = lease.Items[1].Sequence });
        await Mailbox.ReleaseAsync(lease, lease.Items[1].Sequence, null, None);
        MailboxLease next = Assert.Single(await other.Mailbox.ReceiveAsync(5, None));
        Assert.Equal(["two"], Texts(next.Items));
        Assert.Equal(1, next.Items[0].Deliveries);
    }

    [Fact]
    public async Task WaitAsync_TheOtherAppendsOrGivesBack_IsFoundAfterAPollAtTheLatest()
    {
        StoreSet other = await Fixture.JoinAsync();
        await AssertFoundAsync(() => AppendAsync(Item("a", "x")));
        MailboxLease lease = Assert.Single(await Mailbox.ReceiveAsync(5, None));
        await AssertFoundAsync(() => Mailbox.ReleaseAsync(lease, null, null, None).AsTask());

        async Task AssertFoundAsync(Func<Task> act)
        {
            Assert.Empty(await other.Mailbox.ReceiveAsync(5, None));
            Task waiting = other.Mailbox.WaitAsync(TimeSpan.FromHours(1), None).AsTask();
            await act();
            Advance(Fixture.PollInterval);
            await waiting.WaitAsync(Patience);
        }
    }

    private static async Task<IReadOnlyList<MailboxLease>> ReceiveAllAsync(StoreSet owner) => await owner.Mailbox.ReceiveAsync(100, None);
}
