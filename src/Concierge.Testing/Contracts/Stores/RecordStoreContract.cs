#pragma warning disable CS1591 // the name of a test says what it proves
using System.Globalization;
using System.Text;
using Concierge.Storage;
using Xunit;

namespace Concierge.Testing.Contracts.Stores;

/// <summary>What <see cref="IRecordStore"/> promises. Derive from it in a store's tests and give it a fixture.</summary>
public abstract class RecordStoreContract : StoreContract
{
    private const string Things = "things";

    [Fact]
    public async Task LoadAsync_Unknown_IsNull()
    {
        Assert.Null(await Records.LoadAsync(Things, "a", None));
        Assert.Empty(await Records.ListAsync(Things, "", null, 10, None));
    }

    [Fact]
    public async Task SaveAsync_New_IsThereAfterReopening()
    {
        Assert.True(await SaveAsync(Write("a", "one", 0)));
        await ReopenIfDurableAsync();
        StoredRecord stored = await LoadAsync("a");
        Assert.Equal(("a", "one"), (stored.Id, Content(stored)));
        Assert.True(stored.Version >= 1);
    }

    [Fact]
    public async Task SaveAsync_ExpectedVersion_ReplacesAndVersionChanges()
    {
        await SaveAsync(Write("a", "one", 0));
        StoredRecord first = await LoadAsync("a");
        Assert.True(await SaveAsync(Write("a", "two", first.Version)));
        await ReopenIfDurableAsync();
        StoredRecord second = await LoadAsync("a");
        Assert.Equal("two", Content(second));
        Assert.NotEqual(first.Version, second.Version);
    }

    [Fact]
    public async Task SaveAsync_OtherVersion_IsRefusedWithEverythingBesideIt()
    {
        await SaveAsync(Write("a", "one", 0));
        long version = (await LoadAsync("a")).Version;
        foreach (long wrong in (long[])[0, version + 1])
        {
            Assert.False(await SaveAsync(Write("b", "new", null), Write("a", "two", wrong)));
            Assert.False(await SaveAsync(Write("b", "new", null), Remove("a", wrong)));
        }

        Assert.False(await SaveAsync(Write("c", "two", 5)));
        Assert.Equal("one", Content(await LoadAsync("a")));
        Assert.Null(await Records.LoadAsync(Things, "b", None));
        Assert.Null(await Records.LoadAsync(Things, "c", None));
    }

    [Fact]
    public async Task SaveAsync_WithoutExpectation_WritesWhateverIsThere()
    {
        Assert.True(await SaveAsync(Write("a", "one", null)));
        Assert.True(await SaveAsync(Write("a", "two", null)));
        Assert.Equal("two", Content(await LoadAsync("a")));
    }

    [Fact]
    public async Task SaveAsync_RemovedAndMadeAnew_IsAnotherVersion()
    {
        await SaveAsync(Write("a", "one", 0));
        long first = (await LoadAsync("a")).Version;
        Assert.True(await SaveAsync(Remove("a", first)));
        Assert.Null(await Records.LoadAsync(Things, "a", None));
        Assert.True(await SaveAsync(Remove("a", null)));
        await ReopenIfDurableAsync();
        Assert.True(await SaveAsync(Write("a", "one", 0)));
        Assert.NotEqual(first, (await LoadAsync("a")).Version);
        Assert.False(await SaveAsync(Write("a", "stale", first)));
    }

    [Fact]
    public async Task SaveAsync_EmptyContentAndStrangeNames_AreKept()
    {
        string id = "é/'\"%_ 😀\\" + new string('x', IRecordStore.MaxNameLength - 12);
        Assert.True(await Records.SaveAsync([new RecordWrite(id, id, ReadOnlyMemory<byte>.Empty)], None));
        StoredRecord? stored = await Records.LoadAsync(id, id, None);
        Assert.NotNull(stored);
        Assert.Equal((id, 0), (stored.Id, stored.Content.Length));
    }

    [Fact]
    public async Task SaveAsync_ManyAtOnceOfOneVersion_OneIsSaved()
    {
        await SaveAsync(Write("a", "one", 0));
        long version = (await LoadAsync("a")).Version;
        bool[] saved = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(async () => await SaveAsync(Write("a", $"{i}", version)))));
        Assert.Single(saved, true);
        Assert.Equal(saved.ToList().IndexOf(true).ToString(CultureInfo.InvariantCulture), Content(await LoadAsync("a")));
    }

    [Fact]
    public async Task ListAsync_PrefixAndPages_InOrdinalOrder()
    {
        foreach (string id in (string[])["b/2", "a/1", "b/10", "B/1", "b/1", "b", "b0", "\u00e9", "\U0001F600", "\uFF01"])
        {
            await SaveAsync(Write(id, id, 0));
        }

        await Records.SaveAsync([new RecordWrite("others", "b/3", "x"u8.ToArray())], None);
        await ReopenIfDurableAsync();
        Assert.Equal(["b/1", "b/10", "b/2"], await ListAsync("b/", null, 10));
        Assert.Equal(["b/1", "b/10"], await ListAsync("b/", null, 2));
        Assert.Equal(["b/2"], await ListAsync("b/", "b/10", 2));
        Assert.Equal(["B/1", "a/1", "b", "b/1", "b/10", "b/2", "b0", "\u00e9", "\uFF01", "\U0001F600"], await ListAsync("", null, 20));
        Assert.Empty(await ListAsync("c", null, 20));
    }

    [Fact]
    public async Task CommitAsync_WithRecords_AreWrittenTogetherOrNotAtAll()
    {
        MailboxLease lease = await AppendAndReceiveAsync("a", "one", "two");
        await SaveAsync(Commit(lease, 0, lease.Items[0].Sequence) with { Records = [Write("a", "one", 0), Write("b", "two", null)] });
        Assert.Equal("one", Content(await LoadAsync("a")));

        TurnCommit conflicting = Commit(lease, 1, lease.Items[1].Sequence) with { Records = [Write("c", "new", null), Write("a", "two", 0)] };
        Assert.Equal(CommitOutcome.Conflict, await Conversations.CommitAsync(conflicting, None));
        Assert.Null(await Records.LoadAsync(Things, "c", None));
        Assert.Equal(1, (await Conversations.LoadAsync(Id("a"), None))!.Version);
        Assert.Equal(1, await Mailbox.CountAsync(None));

        TurnCommit stale = Commit(lease, 7) with { Records = [Write("c", "new", null)] };
        Assert.Equal(CommitOutcome.Conflict, await Conversations.CommitAsync(stale, None));
        Assert.Null(await Records.LoadAsync(Things, "c", None));
    }

    private static RecordWrite Write(string id, string content, long? expected) => new(Things, id, Encoding.UTF8.GetBytes(content)) { ExpectedVersion = expected };

    private static RecordWrite Remove(string id, long? expected) => new(Things, id, null) { ExpectedVersion = expected };

    private ValueTask<bool> SaveAsync(params RecordWrite[] writes) => Records.SaveAsync(writes, None);

    private async Task<StoredRecord> LoadAsync(string id)
    {
        StoredRecord? stored = await Records.LoadAsync(Things, id, None);
        Assert.NotNull(stored);
        return stored;
    }

    private async Task<string[]> ListAsync(string prefix, string? after, int limit) =>
        [.. (await Records.ListAsync(Things, prefix, after, limit, None)).Select(record => record.Id)];

    private static string Content(StoredRecord record) => Encoding.UTF8.GetString(record.Content.Span);
}
