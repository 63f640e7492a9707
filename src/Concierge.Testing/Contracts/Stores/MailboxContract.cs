#pragma warning disable CS1591 // the name of a test says what it proves
using System.Text;
using Concierge.Storage;
using Xunit;

namespace Concierge.Testing.Contracts.Stores;

/// <summary>What <see cref="IMailbox"/> promises. Derive from it in a store's tests and give it a fixture.</summary>
public abstract partial class MailboxContract : StoreContract
{
    [Fact]
    public async Task AppendAsync_SeveralItems_AreReceivedInOrderWithTheirContent()
    {
        await AppendAsync(Item("a", "one"), Item("a", "two"), Item("a", "three"));
        MailboxLease lease = await ReceiveOneAsync();

        Assert.Equal(Id("a"), lease.Conversation);
        Assert.Equal(["one", "two", "three"], Texts(lease.Items));
        Assert.Equal("raw one", Encoding.UTF8.GetString(lease.Items[0].Raw.Span));
        Assert.Equal(Now, lease.Items[0].ReceivedAt);
        Assert.True(lease.Items[0].Sequence < lease.Items[1].Sequence && lease.Items[1].Sequence < lease.Items[2].Sequence);
    }

    [Fact]
    public async Task AppendAsync_CallAfterCall_KeepsTheOrderOfCalls()
    {
        for (int i = 0; i < 20; i++)
        {
            await AppendAsync(Item("a", $"a{i}"), Item("b", $"b{i}"));
        }

        IReadOnlyList<MailboxLease> leases = await Mailbox.ReceiveAsync(10, None);
        Assert.Equal(2, leases.Count);
        foreach (MailboxLease lease in leases)
        {
            Assert.Equal(Enumerable.Range(0, 20).Select(i => $"{lease.Conversation}{i}"), Texts(lease.Items));
        }
    }

    [Fact]
    public async Task AppendAsync_PayloadWithoutRaw_HasEmptyRaw()
    {
        await AppendAsync(Item("a", "one") with { Raw = default });
        Assert.True((await ReceiveOneAsync()).Items[0].Raw.IsEmpty);
    }

    [Fact]
    public async Task AppendAsync_BufferReusedAfterwards_KeepsItsOwnCopy()
    {
        byte[] buffer = "first"u8.ToArray();
        await AppendAsync(Item("a", "x") with { Payload = buffer, Raw = buffer });
        buffer.AsSpan().Clear();

        MailboxItem item = (await ReceiveOneAsync()).Items[0];
        Assert.Equal("first", Text(item));
        Assert.Equal("first"u8.ToArray(), item.Raw.ToArray());
    }

    [Fact]
    public async Task AppendAsync_NoItems_IsStored() =>
        Assert.Equal(new AppendResult(AppendStatus.Stored, 0, 0), await Mailbox.AppendAsync([], None));

    [Fact]
    public async Task AppendAsync_SequencesAcrossConversations_AreUnique()
    {
        await AppendAsync(Item("a", "1"), Item("b", "2"), Item("a", "3"), Item("c", "4"));
        IReadOnlyList<MailboxLease> leases = await Mailbox.ReceiveAsync(10, None);
        Assert.Equal(4, leases.SelectMany(lease => lease.Items).Select(item => item.Sequence).Distinct().Count());
    }

    [Fact]
    public async Task AppendAsync_BeyondTheBacklog_StoresNothingAndForgetsTheKeys()
    {
        await AppendAsync([.. Enumerable.Range(0, MaxBacklog - 1).Select(i => Item("a", $"{i}"))]);
        MailboxAppend[] two = [Item("b", "one"), Item("b", "two")];

        Assert.Equal(new AppendResult(AppendStatus.Overloaded, 0, 0), await Mailbox.AppendAsync(two, None));
        Assert.Equal(MaxBacklog - 1, await Mailbox.CountAsync(None));

        MailboxLease lease = await ReceiveOneAsync();
        await SaveAsync(Commit(lease, 0, lease.Items[0].Sequence));
        Assert.Equal(new AppendResult(AppendStatus.Stored, 2, 0), await Mailbox.AppendAsync(two, None));
    }

    [Fact]
    public async Task AppendAsync_OnlyDuplicatesAtTheLimit_IsStored()
    {
        MailboxAppend[] all = [.. Enumerable.Range(0, MaxBacklog).Select(i => Item("a", $"{i}"))];
        await AppendAsync(all);
        Assert.Equal(new AppendResult(AppendStatus.Stored, 0, 1), await Mailbox.AppendAsync([all[7]], None));
        Assert.Equal(AppendStatus.Overloaded, (await Mailbox.AppendAsync([Item("a", "new")], None)).Status);
    }

    [Fact]
    public async Task CountAsync_AppendedAndConsumed_CountsWhatWaits()
    {
        MailboxLease lease = await AppendAndReceiveAsync("a", "one", "two", "three");
        Assert.Equal(3, await Mailbox.CountAsync(None));
        await SaveAsync(Commit(lease, 0, lease.Items[0].Sequence, lease.Items[2].Sequence));
        Assert.Equal(1, await Mailbox.CountAsync(None));
        await ReopenIfDurableAsync();
        Assert.Equal(1, await Mailbox.CountAsync(None));
    }

    [Fact]
    public async Task AppendAsync_ThenReopened_NothingIsMissingAndOrderIsKept()
    {
        await AppendAsync(Item("a", "one"), Item("a", "two"));
        await AppendAsync(Item("b", "three"));
        await ReopenIfDurableAsync();
        await AppendAsync(Item("a", "four"));

        IReadOnlyList<MailboxLease> leases = await Mailbox.ReceiveAsync(10, None);
        Assert.Equal([Id("a"), Id("b")], leases.Select(lease => lease.Conversation));
        Assert.Equal(["one", "two", "four"], Texts(leases[0].Items));
        Assert.Equal(["three"], Texts(leases[1].Items));
    }

    [Fact]
    public async Task AppendAsync_ManyAtOnce_EachCallerHasItsOrder()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(caller => Task.Run(async () =>
        {
            for (int i = 0; i < 8; i++)
            {
                await AppendAsync(Item("a", $"{caller}-{i}"));
            }
        })));

        string[] texts = Texts((await ReceiveOneAsync()).Items);
        Assert.Equal(64, texts.Length);
        for (int caller = 0; caller < 8; caller++)
        {
            Assert.Equal(Enumerable.Range(0, 8).Select(i => $"{caller}-{i}"), texts.Where(text => text.StartsWith($"{caller}-", StringComparison.Ordinal)));
        }
    }
}
