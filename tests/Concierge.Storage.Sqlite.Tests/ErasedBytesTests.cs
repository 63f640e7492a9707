using System.Diagnostics;
using System.Text;

namespace Concierge.Storage.Sqlite.Tests;

/// <summary>S20: what was erased is not in the files either.</summary>
public sealed class ErasedBytesTests : IDisposable
{
    private const string Canary = "CANARY-7f3a";

    private static readonly AccountKey Account = new("meta", "default");

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task EraseAsync_AfterALongConversation_LeavesNoByteInDatabaseAndLog()
    {
        string file = _folder.File();
        using TestStore store = await TestStore.OpenAsync(file);
        await LiveAsync(store, "ada", Canary, turns: 150);
        await LiveAsync(store, "bob", "harmless", turns: 50);
        await LiveAsync(store, "ada", Canary, turns: 150);
        Scan(file).Should().BeGreaterThan(100, "the scan must be able to see it");

        await EraseAsync(store, "ada");

        Scan(file).Should().Be(0);
        (await store.Transcripts.ReadAsync(new ConversationId("bob"), null, 100, default)).Should().HaveCount(50);
    }

    [Fact]
    public async Task Open_AfterACrashRightAfterTheErasure_CleansTheLogThatWasLeft()
    {
        string file = _folder.File();
        using TestStore store = await TestStore.OpenAsync(file);
        await LiveAsync(store, "ada", Canary, turns: 20);

        // Somebody who reads keeps the log from being emptied: the files as they lie then are what a crash would leave.
        using Native.Database reader = store.Engine.File.OpenReader();
        reader.Execute("BEGIN");
        reader.Number("SELECT count(*) FROM line").Should().Be(20);
        await EraseAsync(store, "ada");
        string copy = _folder.CopyAsAfterCrash(file, "crash.db");
        reader.Execute("COMMIT");
        Scan(copy).Should().BeGreaterThan(0);

        using TestStore after = await TestStore.OpenAsync(copy);
        Scan(copy).Should().Be(0);

        await store.Mailbox.AppendAsync([Items.New("bob", "hello")], default);
        Scan(file).Should().Be(0, "the next commit tries again");
    }

    [Fact]
    public async Task EraseAsync_SomebodyReads_CleansTheLogSoonAfterwardsWithoutAnotherCommit()
    {
        string file = _folder.File();
        using TestStore store = await TestStore.OpenAsync(file);
        await LiveAsync(store, "ada", Canary, turns: 20);
        using Native.Database reader = store.Engine.File.OpenReader();
        reader.Execute("BEGIN");
        reader.Number("SELECT count(*) FROM line").Should().Be(20);
        await EraseAsync(store, "ada");
        Scan(file).Should().BeGreaterThan(0);

        reader.Execute("COMMIT");
        var waiting = Stopwatch.StartNew();
        while (Scan(file) > 0)
        {
            waiting.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(30));
            await Task.Delay(50);
        }
    }

    private static async Task LiveAsync(TestStore store, string name, string text, int turns)
    {
        string longer = string.Concat(Enumerable.Repeat(text + " ", 20));
        await store.Contacts.ResolveAsync(Account, [new ContactAddress(ContactAddressKind.Other, name + text)], () => new ConversationId(name), default);
        for (int i = 0; i < turns; i++)
        {
            await store.Mailbox.AppendAsync([Items.New(name, longer + (i % 10 == 0 ? new string('x', 20_000) : "") + longer)], default);
            MailboxLease lease = await store.ReceiveOneAsync();
            long version = (await store.Conversations.LoadAsync(lease.Conversation, default))?.Version ?? 0;
            (await store.Conversations.CommitAsync(
                Items.Commit(lease, version, lease.Items[0].Sequence) with
                {
                    Document = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(text, 1 + (i % 400)))),
                    Summary = new ConversationSummary { Id = lease.Conversation, Account = "meta/default", Contact = text, LastText = text, LastActivityAt = DateTimeOffset.UnixEpoch.AddSeconds(i) },
                    Transcript = [new TranscriptEntry { Ordinal = version + 1, Author = Author.System, RecordedAt = DateTimeOffset.UnixEpoch, Decision = longer }],
                    Records = [new RecordWrite("visits", $"{name}.{i:D6}", Encoding.UTF8.GetBytes(longer)), new RecordWrite("visits", $"{name}.state", Encoding.UTF8.GetBytes(text))],
                    DeadLetters = i % 7 == 0 ? [new DeadLetter { Conversation = lease.Conversation, Kind = DeadLetterKind.Inbound, Reason = "x", At = DateTimeOffset.UnixEpoch, Payload = Encoding.UTF8.GetBytes(longer) }] : [],
                },
                default)).Should().Be(CommitOutcome.Saved);
        }
    }

    private static async Task EraseAsync(TestStore store, string name)
    {
        await store.Mailbox.AppendAsync([Items.New(name, "erase " + Canary)], default);
        MailboxLease lease = await store.ReceiveOneAsync();
        (await store.Erasures.EraseAsync(new Erasure { Lease = lease, At = DateTimeOffset.UnixEpoch, Through = lease.Items[0].Sequence }, default)).Should().Be(CommitOutcome.Saved);
    }

    private static int Scan(string file)
    {
        int hits = 0;
        byte[] canary = Encoding.UTF8.GetBytes(Canary);
        foreach (string path in (string[])[file, file + "-wal", file + "-shm"])
        {
            if (!File.Exists(path))
            {
                continue;
            }

            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            ReadOnlySpan<byte> rest = bytes.GetBuffer().AsSpan(0, (int)bytes.Length);
            for (int at = rest.IndexOf(canary); at >= 0; at = rest.IndexOf(canary))
            {
                hits++;
                rest = rest[(at + 1)..];
            }
        }

        return hits;
    }
}
