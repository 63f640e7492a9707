#pragma warning disable CS1591 // the name of a test says what it proves
using Concierge.Storage;
using Xunit;

namespace Concierge.Testing.Contracts.Stores;

public abstract partial class MailboxContract
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task DueAt_InTheFuture_IsHeldBackUntilThen()
    {
        await AppendAsync(Item("a", "later", dueAt: Now.AddSeconds(10)));
        await AssertNothingDueAsync();
        await ReopenIfDurableAsync();
        Advance(TimeSpan.FromSeconds(9));
        await AssertNothingDueAsync();
        Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(["later"], Texts((await ReceiveOneAsync()).Items));
    }

    [Fact]
    public async Task DueAt_EarlierItemIsNotDue_DoesNotHoldBackALaterOne()
    {
        await AppendAsync(Item("a", "later", dueAt: Now.AddSeconds(10)), Item("a", "now"));
        MailboxLease lease = await ReceiveOneAsync();
        Assert.Equal(["now"], Texts(lease.Items));

        await SaveAsync(Commit(lease, 0, lease.Items[0].Sequence) with { Release = true });
        await AssertNothingDueAsync();
        Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(["later"], Texts((await ReceiveOneAsync()).Items));
    }

    [Fact]
    public async Task DueAt_BothDue_OrderIsThatOfAcceptance()
    {
        await AppendAsync(Item("a", "first", dueAt: Now.AddSeconds(10)), Item("a", "second", dueAt: Now.AddSeconds(5)), Item("a", "third"));
        Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(["first", "second", "third"], Texts((await ReceiveOneAsync()).Items));
    }

    [Fact]
    public async Task ReleaseAsync_NotBefore_HoldsTheConversationBackEvenForNewItems()
    {
        MailboxLease lease = await AppendAndReceiveAsync("a", "one");
        await Mailbox.ReleaseAsync(lease, lease.Items[0].Sequence, Now.AddSeconds(10), None);
        await AppendAsync(Item("a", "two"), Item("b", "other"));

        Assert.Equal(Id("b"), (await ReceiveOneAsync()).Conversation);
        await AssertNothingDueAsync();
        Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(["one", "two"], Texts((await ReceiveOneAsync()).Items));
    }

    [Fact]
    public async Task FailAsync_NotBefore_HoldsTheConversationBack()
    {
        MailboxLease lease = await AppendAndReceiveAsync("a", "one");
        await Mailbox.FailAsync(lease, lease.Items[0].Sequence, Now.AddSeconds(10), None);
        await ReopenIfDurableAsync();
        await AssertNothingDueAsync();
        Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(1, (await ReceiveOneAsync()).Items[0].Failures);
    }

    [Fact]
    public async Task WakeAt_NothingReceived_LeasesTheConversationEmpty()
    {
        MailboxLease lease = await AppendAndReceiveAsync("a", "one");
        await SaveAsync(Commit(lease, 0, lease.Items[0].Sequence) with { WakeAt = Now.AddSeconds(10), Release = true });
        await ReopenIfDurableAsync();
        await AssertNothingDueAsync();
        Advance(TimeSpan.FromSeconds(10));

        MailboxLease woken = await ReceiveOneAsync();
        Assert.Equal(Id("a"), woken.Conversation);
        Assert.Empty(woken.Items);
    }

    [Fact]
    public async Task WakeAt_LeasedForItAndDied_LeasesItAgain()
    {
        MailboxLease lease = await AppendAndReceiveAsync("a", "one");
        await SaveAsync(Commit(lease, 0, lease.Items[0].Sequence) with { WakeAt = Now, Release = true });
        MailboxLease woken = await ReceiveOneAsync();
        await Mailbox.ReleaseAsync(woken, null, null, None);
        Assert.Empty((await ReceiveOneAsync()).Items);
    }

    [Fact]
    public async Task WakeAt_NextCommit_ReplacesIt()
    {
        MailboxLease lease = await AppendAndReceiveAsync("a", "one", "two");
        await SaveAsync(Commit(lease, 0, lease.Items[0].Sequence) with { WakeAt = Now.AddSeconds(10) });
        await SaveAsync(Commit(lease, 1, lease.Items[1].Sequence) with { Release = true });
        await ReopenIfDurableAsync();
        Advance(TimeSpan.FromMinutes(1));
        await AssertNothingDueAsync();
    }

    [Fact]
    public async Task WakeAt_ItemComesBefore_IsLeasedForTheItem()
    {
        MailboxLease lease = await AppendAndReceiveAsync("a", "one");
        await SaveAsync(Commit(lease, 0, lease.Items[0].Sequence) with { WakeAt = Now.AddHours(1), Release = true });
        Assert.Equal(["two"], Texts((await AppendAndReceiveAsync("a", "two")).Items));
    }

    [Fact]
    public async Task WaitAsync_SomethingIsDue_CompletesAtOnce()
    {
        await AppendAsync(Item("a", "one"));
        await Mailbox.WaitAsync(TimeSpan.FromHours(1), None).AsTask().WaitAsync(Patience);
        Assert.Single((await ReceiveOneAsync()).Items);
    }

    [Fact]
    public async Task WaitAsync_ItemAppended_Completes()
    {
        Task waiting = Mailbox.WaitAsync(TimeSpan.FromHours(1), None).AsTask();
        await AppendAsync(Item("a", "one"));
        await waiting.WaitAsync(Patience);
        Assert.Single((await ReceiveOneAsync()).Items);
    }

    [Fact]
    public async Task WaitAsync_TimeOfAnItemComes_Completes()
    {
        await AppendAsync(Item("a", "later", dueAt: Now.AddSeconds(10)));
        Task waiting = Mailbox.WaitAsync(TimeSpan.FromHours(1), None).AsTask();
        Advance(TimeSpan.FromSeconds(10));
        await waiting.WaitAsync(Patience);
        Assert.Single((await ReceiveOneAsync()).Items);
    }

    [Fact]
    public async Task WaitAsync_LeaseEndsWithItemsLeft_Completes()
    {
        MailboxLease lease = await AppendAndReceiveAsync("a", "one");
        Task waiting = Mailbox.WaitAsync(TimeSpan.FromHours(1), None).AsTask();
        await Mailbox.ReleaseAsync(lease, null, null, None);
        await waiting.WaitAsync(Patience);
        Assert.Single((await ReceiveOneAsync()).Items);
    }

    [Fact]
    public async Task WaitAsync_NothingHappens_CompletesAfterItsTime()
    {
        Task waiting = Mailbox.WaitAsync(TimeSpan.FromSeconds(5), None).AsTask();
        Advance(TimeSpan.FromSeconds(5));
        await waiting.WaitAsync(Patience);
        await AssertNothingDueAsync();
    }

    [Fact]
    public async Task WaitAsync_Cancelled_Ends()
    {
        using var stop = new CancellationTokenSource();
        Task waiting = Mailbox.WaitAsync(TimeSpan.FromHours(1), stop.Token).AsTask();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(Patience));
    }
}
