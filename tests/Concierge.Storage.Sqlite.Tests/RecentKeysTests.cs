using Concierge.Storage.Sqlite.Native;

namespace Concierge.Storage.Sqlite.Tests;

/// <summary>Keys are kept in the order in which they came, and sorted when they are many: none is forgotten on the way.</summary>
public sealed class RecentKeysTests : IDisposable
{
    private const int Many = 101_000;
    private const int Batch = 1000;
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Append_ManyKeys_AreMovedAndStillKnownAfterTheMoveAndAfterARestart()
    {
        string file = _folder.File();
        using (TestStore store = await TestStore.OpenAsync(file))
        {
            (await AppendAsync(store)).Should().Be(Many);
            await store.Mailbox.ReceiveAsync(1, default);
            await Until(() => Count(file, "arrival") == 0);
            Count(file, "seen").Should().Be(Many);
            (await AppendAsync(store)).Should().Be(0);
        }

        using TestStore again = await TestStore.OpenAsync(file);
        (await AppendAsync(again)).Should().Be(0);
    }

    [Fact]
    public async Task Append_CrashAtAnyTimeOfTheMove_ForgetsNoKey()
    {
        string file = _folder.File();
        using TestStore store = await TestStore.OpenAsync(file);
        await AppendAsync(store);
        await store.Mailbox.ReceiveAsync(1, default);
        var crashes = new List<string>();
        foreach (int moved in (int[])[1, Many / 2, Many])
        {
            await Until(() => Count(file, "seen") >= moved);
            crashes.Add(_folder.CopyAsAfterCrash(file, $"crash{moved}.db"));
        }

        await Until(() => Count(file, "arrival") == 0);
        foreach (string copy in crashes)
        {
            using TestStore after = await TestStore.OpenAsync(copy);
            (await AppendAsync(after)).Should().Be(0);
        }
    }

    [Fact]
    public async Task Forget_KeysThatWereNeverMoved_AreForgotten()
    {
        using TestStore store = await TestStore.OpenAsync(_folder.File());
        await store.Mailbox.AppendAsync([Key(1, DateTimeOffset.UnixEpoch), Key(2, DateTimeOffset.UnixEpoch.AddDays(3))], default);

        await store.Mailbox.ForgetAsync(DateTimeOffset.UnixEpoch.AddDays(2), default);

        (await store.Mailbox.AppendAsync([Key(1, DateTimeOffset.UnixEpoch.AddDays(3))], default)).Appended.Should().Be(1);
        (await store.Mailbox.AppendAsync([Key(2, DateTimeOffset.UnixEpoch.AddDays(3))], default)).Duplicates.Should().Be(1);
    }

    private static async Task<int> AppendAsync(TestStore store)
    {
        int appended = 0;
        for (int i = 0; i < Many; i += Batch)
        {
            AppendResult result = await store.Mailbox.AppendAsync([.. Enumerable.Range(i + 1, Batch).Select(n => Key(n, DateTimeOffset.UnixEpoch))], default);
            result.Status.Should().Be(AppendStatus.Stored);
            appended += result.Appended;
        }

        return appended;
    }

    private static MailboxAppend Key(int n, DateTimeOffset at) => new()
    {
        Conversation = new ConversationId("a"),
        Key = (UInt128)n * 0x9E3779B97F4A7C15,
        Payload = new byte[] { 1 },
        ReceivedAt = at,
    };

    private static long Count(string file, string table)
    {
        using Database database = Database.Open(file);
        return database.Number($"SELECT count(*) FROM {table}");
    }

    private static async Task Until(Func<bool> condition)
    {
        DateTime deadline = DateTime.UtcNow.AddSeconds(60);
        while (!condition())
        {
            DateTime.UtcNow.Should().BeBefore(deadline);
            await Task.Delay(5);
        }
    }
}
