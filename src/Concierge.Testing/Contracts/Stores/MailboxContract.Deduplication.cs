#pragma warning disable CS1591 // the name of a test says what it proves
using Concierge.Storage;
using Xunit;

namespace Concierge.Testing.Contracts.Stores;

public abstract partial class MailboxContract
{
    [Fact]
    public async Task AppendAsync_KeyTwiceInOneCall_IsAppendedOnce()
    {
        UInt128 key = NewKey();
        AppendResult result = await Mailbox.AppendAsync([Item("a", "one", key), Item("a", "again", key), Item("a", "two")], None);
        Assert.Equal(new AppendResult(AppendStatus.Stored, 2, 1), result);
        Assert.Equal(["one", "two"], Texts((await ReceiveOneAsync()).Items));
    }

    [Fact]
    public async Task AppendAsync_KeySeenBefore_IsIgnoredAndTheOthersAreAppended()
    {
        UInt128 key = NewKey();
        await AppendAsync(Item("a", "one", key));
        AppendResult result = await Mailbox.AppendAsync([Item("b", "again", key), Item("b", "two")], None);
        Assert.Equal(new AppendResult(AppendStatus.Stored, 1, 1), result);
        Assert.Equal(2, await Mailbox.CountAsync(None));
    }

    [Fact]
    public async Task AppendAsync_ZeroKey_IsNeverADuplicate()
    {
        await AppendAsync(Item("a", "one", 0), Item("a", "two", 0));
        await AppendAsync(Item("a", "three", 0));
        Assert.Equal(["one", "two", "three"], Texts((await ReceiveOneAsync()).Items));
    }

    [Fact]
    public async Task AppendAsync_KeysThatDifferInOneHalf_AreDifferent()
    {
        await AppendAsync(Item("a", "1", new UInt128(1, 2)), Item("a", "2", new UInt128(2, 1)), Item("a", "3", new UInt128(1, 1)), Item("a", "4", new UInt128(0, 1)), Item("a", "5", new UInt128(1, 0)), Item("a", "6", UInt128.MaxValue));
        Assert.Equal(6, await Mailbox.CountAsync(None));
    }

    [Fact]
    public async Task AppendAsync_SameKeyFromManyAtOnce_IsAppendedOnce()
    {
        UInt128[] keys = [.. Enumerable.Range(0, 50).Select(_ => NewKey())];
        AppendResult[] results = await Task.WhenAll(Enumerable.Range(0, 8).SelectMany(_ => keys).Select(key =>
            Task.Run(async () => await Mailbox.AppendAsync([Item("a", "x", key)], None))));
        Assert.All(results, result => Assert.Equal(AppendStatus.Stored, result.Status));
        Assert.Equal(50, results.Sum(result => result.Appended));
        Assert.Equal(350, results.Sum(result => result.Duplicates));
        Assert.Equal(50, await Mailbox.CountAsync(None));
    }

    [Fact]
    public async Task AppendAsync_KeyOfAConsumedItem_IsStillADuplicate()
    {
        UInt128 key = NewKey();
        await AppendAsync(Item("a", "one", key));
        MailboxLease lease = await ReceiveOneAsync();
        await SaveAsync(Commit(lease, 0, lease.Items[0].Sequence) with { Release = true });
        await ReopenIfDurableAsync();

        Assert.Equal(new AppendResult(AppendStatus.Stored, 0, 1), await Mailbox.AppendAsync([Item("a", "one", key)], None));
        await AssertNothingDueAsync();
    }

    [Fact]
    public async Task AppendAsync_KeyFromACommit_IsADuplicate()
    {
        UInt128 key = NewKey();
        MailboxLease lease = await AppendAndReceiveAsync("a", "one");
        await SaveAsync(Commit(lease, 0, lease.Items[0].Sequence) with { Append = [Item("b", "two", key)], Release = true });
        Assert.Equal(new AppendResult(AppendStatus.Stored, 0, 1), await Mailbox.AppendAsync([Item("b", "two", key)], None));
    }

    /// <summary>I02: a redelivery after hours and days is known.</summary>
    [Fact]
    public async Task AppendAsync_RedeliveredWithinTheRetention_IsADuplicate()
    {
        MailboxAppend item = Item("a", "one");
        await AppendAsync(item);
        foreach (double hours in (double[])[1, 23, 143, 2])
        {
            Advance(TimeSpan.FromHours(hours));
            await Mailbox.ForgetAsync(Now - TimeSpan.FromDays(8), None);
            Assert.Equal(1, (await Mailbox.AppendAsync([item with { ReceivedAt = Now }], None)).Duplicates);
        }
    }

    [Fact]
    public async Task ForgetAsync_KeysSeenBefore_AreForgottenAndLaterOnesKept()
    {
        MailboxAppend early = Item("a", "early");
        await AppendAsync(early);
        Advance(TimeSpan.FromDays(5));
        MailboxAppend late = Item("a", "late");
        await AppendAsync(late);
        Advance(TimeSpan.FromDays(5));
        await ReopenIfDurableAsync();

        await Mailbox.ForgetAsync(Now - TimeSpan.FromDays(8), None);

        Assert.Equal(1, (await Mailbox.AppendAsync([late with { ReceivedAt = Now }], None)).Duplicates);
        Assert.Equal(1, (await Mailbox.AppendAsync([early with { ReceivedAt = Now }], None)).Appended);
    }

    [Fact]
    public async Task ForgetAsync_ItemsThatWait_StayInTheMailbox()
    {
        await AppendAsync(Item("a", "one"));
        Advance(TimeSpan.FromDays(20));
        await Mailbox.ForgetAsync(Now, None);
        Assert.Equal(["one"], Texts((await ReceiveOneAsync()).Items));
    }
}
