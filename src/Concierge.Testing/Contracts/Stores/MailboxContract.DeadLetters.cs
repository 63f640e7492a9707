#pragma warning disable CS1591 // the name of a test says what it proves
using System.Text;
using Concierge.Storage;
using Xunit;

namespace Concierge.Testing.Contracts.Stores;

public abstract partial class MailboxContract
{
    [Fact]
    public async Task ListDeadLettersAsync_SeveralCommitted_PagesNewestFirst()
    {
        await BuryAsync("a", "one", "two", "three");
        await ReopenIfDurableAsync();

        IReadOnlyList<DeadLetter> newest = await Mailbox.ListDeadLettersAsync(null, 2, None);
        Assert.Equal(["three", "two"], newest.Select(letter => Encoding.UTF8.GetString(letter.Payload.Span)));
        DeadLetter oldest = Assert.Single(await Mailbox.ListDeadLettersAsync(newest[1].Id, 2, None));
        Assert.Equal("one", Encoding.UTF8.GetString(oldest.Payload.Span));
        Assert.Equal("raw one", Encoding.UTF8.GetString(oldest.Raw.Span));
        Assert.Equal((Id("a"), DeadLetterKind.Outbound, "gave up", Now), (oldest.Conversation, oldest.Kind, oldest.Reason, oldest.At));
        Assert.True(oldest.Id > 0 && oldest.Id < newest[1].Id && newest[1].Id < newest[0].Id);
        Assert.Equal(3, await Mailbox.CountDeadLettersAsync(None));
    }

    [Fact]
    public async Task ReplayAsync_DeadLetter_GoesToTheEndOfItsMailboxAndLeavesTheList()
    {
        await BuryAsync("a", "dead");
        await AppendAsync(Item("a", "alive"));
        long id = (await Mailbox.ListDeadLettersAsync(null, 10, None))[0].Id;

        Assert.True(await Mailbox.ReplayAsync(id, None));
        await ReopenIfDurableAsync();

        Assert.False(await Mailbox.ReplayAsync(id, None));
        Assert.Equal(0, await Mailbox.CountDeadLettersAsync(None));
        MailboxLease lease = await ReceiveOneAsync();
        Assert.Equal(["alive", "dead"], Texts(lease.Items));
        Assert.Equal("raw dead", Encoding.UTF8.GetString(lease.Items[1].Raw.Span));
    }

    [Fact]
    public async Task ReplayAsync_ManyAtOnce_ReplaysOnce()
    {
        await BuryAsync("a", "dead");
        long id = (await Mailbox.ListDeadLettersAsync(null, 10, None))[0].Id;
        bool[] replayed = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(async () => await Mailbox.ReplayAsync(id, None))));
        Assert.Single(replayed, done => done);
        Assert.Equal(1, await Mailbox.CountAsync(None));
    }

    [Fact]
    public async Task ReplayAsync_UnknownId_IsFalse() => Assert.False(await Mailbox.ReplayAsync(12345, None));

    private async Task BuryAsync(string conversation, params string[] texts)
    {
        MailboxLease lease = await AppendAndReceiveAsync(conversation, "poison");
        await SaveAsync(Commit(lease, 0, lease.Items[0].Sequence) with
        {
            Release = true,
            DeadLetters = [.. texts.Select(text => new DeadLetter
            {
                Conversation = Id(conversation),
                Kind = DeadLetterKind.Outbound,
                Reason = "gave up",
                At = Now,
                Payload = Encoding.UTF8.GetBytes(text),
                Raw = Encoding.UTF8.GetBytes("raw " + text),
            })],
        });
    }
}
