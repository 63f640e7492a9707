#pragma warning disable CS1591 // the name of a test says what it proves
using Concierge.Storage;
using Xunit;

namespace Concierge.Testing.Contracts.Stores;

public abstract partial class MailboxContract
{
    [Fact]
    public async Task ReceiveAsync_NothingWaits_ReturnsNothing() => await AssertNothingDueAsync();

    [Fact]
    public async Task ReceiveAsync_ConversationIsLeased_IsNotLeasedAgain()
    {
        await AppendAndReceiveAsync("a", "one");
        await AppendAsync(Item("a", "two"));
        await AssertNothingDueAsync();
    }

    [Fact]
    public async Task ReceiveAsync_ManyAtOnce_EachConversationIsLeasedOnce()
    {
        await AppendAsync([.. Enumerable.Range(0, 100).Select(i => Item($"c{i}", "x"))]);
        IReadOnlyList<MailboxLease>[] received = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ =>
            Task.Run(async () => await Mailbox.ReceiveAsync(10, None))));
        Assert.Equal(100, received.SelectMany(leases => leases).Select(lease => lease.Conversation).Distinct().Count());
        Assert.Equal(100, received.Sum(leases => leases.Count));
    }

    [Fact]
    public async Task ReceiveAsync_Limit_IsKept()
    {
        await AppendAsync(Item("a", "1"), Item("b", "2"), Item("c", "3"));
        Assert.Equal(2, (await Mailbox.ReceiveAsync(2, None)).Count);
        Assert.Single(await Mailbox.ReceiveAsync(2, None));
    }

    [Fact]
    public async Task ReceiveAsync_SeveralWait_LongestWaitingComesFirst()
    {
        foreach (string name in (string[])["c", "a", "b"])
        {
            await AppendAsync(Item(name, "x"));
            Advance(TimeSpan.FromSeconds(1));
        }

        await AppendAsync(Item("c", "y"), Item("a", "y"));
        Assert.Equal(Id("c"), (await ReceiveOneAsync()).Conversation);
        Assert.Equal(Id("a"), (await ReceiveOneAsync()).Conversation);
        Assert.Equal(Id("b"), (await ReceiveOneAsync()).Conversation);
    }

    [Fact]
    public async Task ReceiveAsync_NewcomerBehindABacklog_IsServedSoonAndTheBacklogGoesOn()
    {
        await AppendAsync([.. Enumerable.Range(0, 100).Select(i => Item($"old{i}", "x"))]);
        Advance(TimeSpan.FromMinutes(1));
        await AppendAsync(Item("new", "x"));

        IReadOnlyList<MailboxLease> leases = await Mailbox.ReceiveAsync(8, None);
        Assert.Contains(Id("new"), leases.Select(lease => lease.Conversation));
        Assert.Equal(Enumerable.Range(0, 7).Select(i => Id($"old{i}")), leases.Select(lease => lease.Conversation).Where(id => id != Id("new")));
    }

    [Fact]
    public async Task ReceiveAsync_ManyItems_LeaseIsCappedAndTheRestFollows()
    {
        await AppendAsync([.. Enumerable.Range(0, IMailbox.MaxItemsPerLease + 10).Select(i => Item("a", $"{i}"))]);
        MailboxLease lease = await ReceiveOneAsync();
        Assert.Equal(IMailbox.MaxItemsPerLease, lease.Items.Count);

        IReadOnlyList<MailboxItem> more = await Mailbox.ReceiveMoreAsync(lease, lease.Items[^1].Sequence, None);
        Assert.Equal(Enumerable.Range(IMailbox.MaxItemsPerLease, 10).Select(i => $"{i}"), Texts(more));
    }

    [Fact]
    public async Task ReceiveMoreAsync_AppendedMeanwhile_ReturnsItWithoutCountingADelivery()
    {
        MailboxLease lease = await AppendAndReceiveAsync("a", "one");
        Assert.Empty(await Mailbox.ReceiveMoreAsync(lease, lease.Items[0].Sequence, None));
        await AppendAsync(Item("a", "two"), Item("b", "other"), Item("a", "later", dueAt: Now.AddMinutes(1)));

        MailboxItem more = Assert.Single(await Mailbox.ReceiveMoreAsync(lease, lease.Items[0].Sequence, None));
        Assert.Equal("two", Text(more));
        Assert.Equal(0, more.Deliveries);
    }

    [Fact]
    public async Task ReceiveAsync_FirstItemOnly_HasItsDeliveryCounted()
    {
        MailboxLease lease = await AppendAndReceiveAsync("a", "one", "two");
        Assert.Equal([1, 0], lease.Items.Select(item => item.Deliveries));
        Assert.Equal([0, 0], lease.Items.Select(item => item.Failures));
    }

    /// <summary>R15: an item that kills the process is found out by its count.</summary>
    [Fact]
    public async Task ReceiveAsync_AfterDeathOfTheProcess_DeliveryWasCounted()
    {
        await AppendAndReceiveAsync("a", "one", "two");
        if (await DieIfDurableAsync())
        {
            MailboxLease lease = await ReceiveOneAsync();
            Assert.Equal([2, 0], lease.Items.Select(item => item.Deliveries));
        }
        else
        {
            Assert.False(Fixture.IsDurable);
        }
    }

    /// <summary>R15: of those in whose handling the process may have died one at a time is charged, and the others lose nothing by waiting.</summary>
    [Fact]
    public async Task ReceiveAsync_ProcessDiedInSeveral_OneAtATimeIsCharged()
    {
        string[] suspects = ["a", "b", "c", "d"];
        await AppendAsync([.. suspects.Select(name => Item(name, "x"))]);
        Assert.Equal(suspects.Length, (await Mailbox.ReceiveAsync(10, None)).Count);
        if (!await DieIfDurableAsync())
        {
            Assert.False(Fixture.IsDurable);
            return;
        }

        await AppendAsync(Item("new", "x"));
        IReadOnlyList<MailboxLease> leases = await Mailbox.ReceiveAsync(10, None);
        Assert.Equal([1, 2], leases.Select(lease => lease.Items[0].Deliveries).Order());
        foreach (MailboxLease lease in leases)
        {
            await SaveAsync(Commit(lease, 0, lease.Items[0].Sequence) with { Release = true });
        }

        for (int handled = 1; handled < suspects.Length; handled++)
        {
            // Longer than a store keeps a suspect waiting.
            Advance(TimeSpan.FromSeconds(1));
            MailboxLease lease = Assert.Single(await Mailbox.ReceiveAsync(10, None));
            Assert.Equal(2, lease.Items[0].Deliveries);
            await SaveAsync(Commit(lease, 0, lease.Items[0].Sequence) with { Release = true });
        }

        Assert.Equal(0, await Mailbox.CountAsync(None));
    }

    [Fact]
    public async Task ReleaseAsync_Started_TakesTheDeliveryBackAndKeepsTheItemFirst()
    {
        MailboxLease first = await AppendAndReceiveAsync("a", "one", "two");
        await Mailbox.ReleaseAsync(first, first.Items[0].Sequence, null, None);

        MailboxLease second = await ReceiveOneAsync();
        Assert.Equal(["one", "two"], Texts(second.Items));
        Assert.Equal([1, 0], second.Items.Select(item => item.Deliveries));
        Assert.True(second.Fence > first.Fence);
    }

    [Fact]
    public async Task ReleaseAsync_NotStarted_KeepsTheDelivery()
    {
        MailboxLease first = await AppendAndReceiveAsync("a", "one");
        await Mailbox.ReleaseAsync(first, null, null, None);
        Assert.Equal(2, (await ReceiveOneAsync()).Items[0].Deliveries);
    }

    [Fact]
    public async Task FailAsync_Item_CountsTheFailureAndKeepsTheDelivery()
    {
        MailboxLease first = await AppendAndReceiveAsync("a", "one", "two");
        await Mailbox.FailAsync(first, first.Items[0].Sequence, Now, None);
        await ReopenIfDurableAsync();

        MailboxLease second = await ReceiveOneAsync();
        Assert.Equal([1, 0], second.Items.Select(item => item.Failures));
        Assert.Equal([2, 0], second.Items.Select(item => item.Deliveries));
        Assert.True(second.Fence > first.Fence);
    }

    [Fact]
    public async Task RenewAsync_LiveLease_IsTrueAndAnEndedOneIsFalse()
    {
        MailboxLease lease = await AppendAndReceiveAsync("a", "one");
        Assert.True(await Mailbox.RenewAsync(lease, None));
        await Mailbox.ReleaseAsync(lease, null, null, None);
        Assert.False(await Mailbox.RenewAsync(lease, None));
    }

    [Fact]
    public async Task StaleLease_AnotherHasTheConversation_ChangesNothing()
    {
        MailboxLease stale = await AppendAndReceiveAsync("a", "one");
        await Mailbox.ReleaseAsync(stale, null, null, None);
        MailboxLease live = await ReceiveOneAsync();

        await Mailbox.ReleaseAsync(stale, stale.Items[0].Sequence, null, None);
        await Mailbox.FailAsync(stale, stale.Items[0].Sequence, Now.AddHours(1), None);
        Assert.False(await Mailbox.RenewAsync(stale, None));
        Assert.Empty(await Mailbox.ReceiveMoreAsync(stale, 0, None));
        Assert.True(await Mailbox.RenewAsync(live, None));
        await AssertNothingDueAsync();

        await Mailbox.ReleaseAsync(live, live.Items[0].Sequence, null, None);
        MailboxItem item = (await ReceiveOneAsync()).Items[0];
        Assert.Equal((2, 0), (item.Deliveries, item.Failures));
    }

    [Fact]
    public async Task Lease_OfTheProcessBefore_IsLostAfterReopening()
    {
        MailboxLease before = await AppendAndReceiveAsync("a", "one");
        Assert.Equal(Fixture.LeaseDuration is null, before.ExpiresAt is null);
        if (await DieIfDurableAsync())
        {
            MailboxLease after = await ReceiveOneAsync();
            Assert.True(after.Fence > before.Fence);
            Assert.False(await Mailbox.RenewAsync(before, None));
        }
    }

    [Fact]
    public async Task Lease_NotRenewed_PassesToAnotherOwnerOnlyAfterItsTime()
    {
        MailboxLease first = await AppendAndReceiveAsync("a", "one");
        TimeSpan duration = Fixture.LeaseDuration ?? TimeSpan.FromHours(1);
        Advance(duration - TimeSpan.FromMilliseconds(1));
        await AssertNothingDueAsync();
        Assert.True(await Mailbox.RenewAsync(first, None));
        Advance(duration - TimeSpan.FromMilliseconds(1));
        await AssertNothingDueAsync();
        Advance(TimeSpan.FromMilliseconds(1));

        if (Fixture.LeaseDuration is null)
        {
            await AssertNothingDueAsync();
            return;
        }

        MailboxLease second = await ReceiveOneAsync();
        Assert.True(second.Fence > first.Fence);
        Assert.Equal(2, second.Items[0].Deliveries);
        Assert.False(await Mailbox.RenewAsync(first, None));
        Assert.True(await Mailbox.RenewAsync(second, None));
    }
}
