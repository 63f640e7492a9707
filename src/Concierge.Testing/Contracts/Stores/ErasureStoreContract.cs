#pragma warning disable CS1591 // the name of a test says what it proves
using System.Text;
using Concierge.Storage;
using Xunit;

namespace Concierge.Testing.Contracts.Stores;

/// <summary>What <see cref="IErasureStore"/> promises. Derive from it in a store's tests and give it a fixture.</summary>
public abstract class ErasureStoreContract : StoreContract
{
    private const string Visits = "visits";

    private static readonly AccountKey Account = new("meta", "default");
    private static readonly ContactAddress Phone = new(ContactAddressKind.Phone, "33612345678");
    private static readonly ContactAddress Lid = new(ContactAddressKind.Lid, "123@lid");
    private static readonly ContactAddress Other = new(ContactAddressKind.Phone, "33699999999");

    [Fact]
    public async Task EraseAsync_EverythingOfThePerson_IsGoneAfterReopening()
    {
        MailboxLease lease = await FillAsync("ada");

        Assert.Equal(CommitOutcome.Saved, await EraseAsync(lease, lease.Items[^1].Sequence));
        await DieIfDurableAsync();

        Assert.Null(await Conversations.LoadAsync(Id("ada"), None));
        Assert.Empty(await Conversations.ListAsync(null, 10, None));
        Assert.Empty(await Transcripts.ReadAsync(Id("ada"), null, 10, None));
        Assert.Null(await Transcripts.FindAsync(Id("ada"), 1, None));
        Assert.Equal(0, await Mailbox.CountAsync(None));
        Assert.Equal(0, await Mailbox.CountDeadLettersAsync(None));
        Assert.Empty(await Mailbox.ListDeadLettersAsync(null, 10, None));
        Assert.Null(await Contacts.FindAsync(Account, [Phone], None));
        Assert.Null(await Contacts.FindAsync(Account, [Lid], None));
        Assert.Empty(await Records.ListAsync(Visits, "", null, 10, None));
        await AssertNothingDueAsync();
    }

    [Fact]
    public async Task EraseAsync_Others_KeepTheirs()
    {
        MailboxLease other = await FillAsync("ada2", Other);
        await SaveAsync(Commit(other, 1, [.. other.Items.Select(item => item.Sequence)]) with { Release = true });
        MailboxLease lease = await FillAsync("ada");

        Assert.Equal(CommitOutcome.Saved, await EraseAsync(lease, lease.Items[^1].Sequence));
        await DieIfDurableAsync();

        Assert.NotNull(await Conversations.LoadAsync(Id("ada2"), None));
        Assert.Single(await Transcripts.ReadAsync(Id("ada2"), null, 10, None));
        Assert.Equal(Id("ada2"), await Contacts.FindAsync(Account, [Other], None));
        Assert.Equal(["ada2", "ada2.000001"], (await Records.ListAsync(Visits, "", null, 10, None)).Select(record => record.Id));
        Assert.Equal(Id("ada2"), Assert.Single(await Mailbox.ListDeadLettersAsync(null, 10, None)).Conversation);
        Assert.Null(await Erasures.FindAsync(Account, [Other], default, None));
        Assert.Null(await Erasures.FindAsync(Id("ada2"), None));
    }

    [Fact]
    public async Task EraseAsync_RecordsNamedWithIt_AreGoneAlsoWhenTheConversationWasErasedBefore()
    {
        await Records.SaveAsync([new RecordWrite("grants", "33612345678", "one"u8.ToArray()), new RecordWrite("grants", "33699999999", "two"u8.ToArray())], None);
        MailboxLease lease = await FillAsync("ada");
        Erasure Named(MailboxLease held) => new()
        {
            Lease = held,
            At = Now,
            Through = held.Items[^1].Sequence,
            Records = [new RecordName("grants", "33612345678"), new RecordName("grants", "33600000000"), new RecordName("none", "33612345678")],
        };

        Assert.Equal(CommitOutcome.Saved, await Erasures.EraseAsync(Named(lease), None));
        await DieIfDurableAsync();

        Assert.Equal(["33699999999"], (await Records.ListAsync("grants", "", null, 10, None)).Select(record => record.Id));
        await Records.SaveAsync([new RecordWrite("grants", "33612345678", "again"u8.ToArray())], None);
        await AppendAsync(Item("ada", "late"));
        MailboxLease late = await ReceiveOneAsync();
        Assert.Equal(CommitOutcome.Saved, await Erasures.EraseAsync(Named(late), None));
        Assert.Null(await Records.LoadAsync("grants", "33612345678", None));
    }

    [Fact]
    public async Task EraseAsync_ItemsBehindTheCommand_StayAndAreLeasedAgain()
    {
        MailboxLease lease = await FillAsync("ada");
        await AppendAsync(Item("ada", "new"));

        await EraseAsync(lease, lease.Items[^1].Sequence);
        await DieIfDurableAsync();

        MailboxLease next = await ReceiveOneAsync();
        Assert.Equal((Id("ada"), "new"), (next.Conversation, Text(Assert.Single(next.Items))));
        Assert.True(next.Fence > lease.Fence);
    }

    [Fact]
    public async Task EraseAsync_ItemsThatAreNotDue_AreRemovedToo()
    {
        await AppendAsync(Item("ada", "later", dueAt: Now.AddHours(1)));
        MailboxLease lease = await FillAsync("ada");

        await EraseAsync(lease, lease.Items[^1].Sequence);
        Advance(TimeSpan.FromHours(2));

        await AssertNothingDueAsync();
        Assert.Equal(0, await Mailbox.CountAsync(None));
    }

    [Fact]
    public async Task EraseAsync_LostLease_IsFencedAndChangesNothing()
    {
        MailboxLease lease = await FillAsync("ada");
        await Mailbox.ReleaseAsync(lease, null, null, None);

        await Records.SaveAsync([new RecordWrite("grants", "33612345678", "one"u8.ToArray())], None);

        Assert.Equal(
            CommitOutcome.Fenced,
            await Erasures.EraseAsync(new Erasure { Lease = lease, At = Now, Through = lease.Items[^1].Sequence, Records = [new RecordName("grants", "33612345678")] }, None));

        Assert.NotNull(await Records.LoadAsync("grants", "33612345678", None));
        Assert.NotNull(await Conversations.LoadAsync(Id("ada"), None));
        Assert.Null(await Erasures.FindAsync(Id("ada"), None));
        Assert.Equal(Id("ada"), await Contacts.FindAsync(Account, [Phone], None));
    }

    [Fact]
    public async Task EraseAsync_AppendedWithIt_IsThereAndWhatNamedThePersonInOtherMailboxesIsNot()
    {
        await AppendAsync(Item("@events.crm", "about ada, secret"), Item("@events.crm", "about bob"));
        MailboxLease lease = (await Mailbox.ReceiveAsync(10, None)).Single();
        await Mailbox.ReleaseAsync(lease, lease.Items[0].Sequence, Now.AddHours(1), None);
        lease = await FillAsync("ada");

        await Erasures.EraseAsync(
            new Erasure { Lease = lease, At = Now, Through = lease.Items[^1].Sequence, Append = [Item("@events.crm", "ada was erased"), Item("fresh", "hello")] }, None);
        await DieIfDurableAsync();
        Advance(TimeSpan.FromHours(2));

        IReadOnlyList<MailboxLease> leases = await Mailbox.ReceiveAsync(10, None);
        Assert.Equal(["about bob", "ada was erased"], Texts(leases.Single(held => held.Conversation.Value == "@events.crm").Items));
        Assert.Equal(["hello"], Texts(leases.Single(held => held.Conversation.Value == "fresh").Items));
        Assert.Equal(3, await Mailbox.CountAsync(None));
    }

    [Fact]
    public async Task EraseAsync_Again_RemovesWhatWaitsAndNothingElse()
    {
        MailboxLease lease = await FillAsync("ada");
        await EraseAsync(lease, lease.Items[^1].Sequence);
        await AppendAsync(Item("@events.crm", "ada was erased"), Item("ada", "late status"));
        MailboxLease late = (await Mailbox.ReceiveAsync(10, None)).Single(held => held.Conversation == Id("ada"));

        Assert.Equal(CommitOutcome.Saved, await EraseAsync(late, late.Items[^1].Sequence));
        await DieIfDurableAsync();

        Assert.Equal(1, await Mailbox.CountAsync(None));
        Assert.Single(await Erasures.ListErasedAsync(null, 10, None));
    }

    [Fact]
    public async Task FindAsync_Erased_TellsWhenForEveryAddressAndWhetherTheKeyWasSeen()
    {
        UInt128 known = NewKey();
        await AppendAsync(Item("ada", "hello", known));
        DateTimeOffset at = Now;
        MailboxLease lease = await FillAsync("ada");
        await EraseAsync(lease, lease.Items[^1].Sequence);
        Advance(TimeSpan.FromMinutes(1));
        await DieIfDurableAsync();

        Assert.Equal(at, await Erasures.FindAsync(Id("ada"), None));
        Assert.Equal(new ErasedContact(at, true), await Erasures.FindAsync(Account, [Phone], known, None));
        Assert.Equal(new ErasedContact(at, false), await Erasures.FindAsync(Account, [Other, Lid], NewKey(), None));
        Assert.Null(await Erasures.FindAsync(Account, [Other], known, None));
        Assert.Null(await Erasures.FindAsync(new AccountKey("meta", "second"), [Phone], known, None));
        Assert.Null(await Erasures.FindAsync(Account, [], known, None));
    }

    [Fact]
    public async Task ResolveAsync_AfterwardsAgain_IsANewConversation()
    {
        MailboxLease lease = await FillAsync("ada");
        await EraseAsync(lease, lease.Items[^1].Sequence);

        Assert.NotNull(await Erasures.FindAsync(Id("ada"), None));
        Assert.Equal(Id("fresh"), await Contacts.ResolveAsync(Account, [Phone, Lid], () => Id("fresh"), None));
        await DieIfDurableAsync();
        Assert.Equal(Id("fresh"), await Contacts.FindAsync(Account, [Lid], None));
    }

    [Fact]
    public async Task ForgetContactsAsync_Older_ForgetsAddressesAndKeepsConversations()
    {
        MailboxLease lease = await FillAsync("ada");
        await EraseAsync(lease, lease.Items[^1].Sequence);
        await Erasures.ForgetContactsAsync(Now, None);
        Assert.NotNull(await Erasures.FindAsync(Account, [Phone], default, None));

        await Erasures.ForgetContactsAsync(Now.AddTicks(10), None);

        Assert.Null(await Erasures.FindAsync(Account, [Phone], default, None));
        Assert.NotNull(await Erasures.FindAsync(Id("ada"), None));
    }

    [Fact]
    public async Task ListErasedAsync_Several_LatestFirstInPages()
    {
        var times = new List<DateTimeOffset>();
        foreach (string name in (string[])["a", "b", "c"])
        {
            MailboxLease lease = await AppendAndReceiveAsync(name, "erase");
            times.Add(Now);
            await EraseAsync(lease, lease.Items[0].Sequence);
            Advance(TimeSpan.FromMinutes(1));
        }

        await ReopenIfDurableAsync();
        Assert.Equal([new ErasedConversation(Id("c"), times[2]), new ErasedConversation(Id("b"), times[1])], await Erasures.ListErasedAsync(null, 2, None));
        Assert.Equal([new ErasedConversation(Id("a"), times[0])], await Erasures.ListErasedAsync(times[1], 2, None));
    }

    /// <summary>A person of whom everything is stored that can be; the lease holds two items and the command.</summary>
    private async Task<MailboxLease> FillAsync(string name, params ContactAddress[] addresses)
    {
        await Contacts.ResolveAsync(Account, addresses.Length == 0 ? [Phone, Lid] : addresses, () => Id(name), None);
        await AppendAsync(Item(name, "one"), Item(name, "two"), Item(name, "three"));
        MailboxLease lease = (await Mailbox.ReceiveAsync(10, None)).Single(held => held.Conversation == Id(name));
        await SaveAsync(Commit(lease, 0, lease.Items[0].Sequence) with
        {
            Transcript = [Line(1, "secret")],
            DeadLetters = [new DeadLetter { Conversation = Id(name), Kind = DeadLetterKind.Inbound, Reason = "test", At = Now, Payload = Encoding.UTF8.GetBytes("secret") }],
            Records = [new RecordWrite(Visits, name, "secret"u8.ToArray()), new RecordWrite(Visits, $"{name}.000001", "secret"u8.ToArray())],
            WakeAt = Now.AddMinutes(5),
        });
        return lease;
    }

    private ValueTask<CommitOutcome> EraseAsync(MailboxLease lease, long through) =>
        Erasures.EraseAsync(new Erasure { Lease = lease, At = Now, Through = through }, None);
}
