using Concierge.Health;
using Concierge.Storage.Sqlite.Native;

namespace Concierge.Storage.Sqlite.Tests;

public sealed class OpeningTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Open_FileIsInUse_IsRefusedAndWorksWhenTheOtherHasGone()
    {
        string file = _folder.File();
        using (await TestStore.OpenAsync(file))
        {
            await ShouldRefuseAsync(file, "*is in use by another process or store. Stop that one, or give this one its own file in Concierge:Sqlite:ConnectionString.");
        }

        using TestStore again = await TestStore.OpenAsync(file);
        (await again.Health.CheckAsync(default)).IsReady.Should().BeTrue();
    }

    [Fact]
    public async Task Open_SchemaIsNewer_IsRefusedAndTheFileIsUntouched()
    {
        string file = _folder.File();
        (await TestStore.OpenAsync(file)).Dispose();
        Execute(file, "PRAGMA user_version = 99");
        await ShouldRefuseAsync(file, "*was written by a newer version of Concierge.Storage.Sqlite (schema 99; this version knows 4). Update the package*");
        using Database database = Database.Open(file);
        database.Number("PRAGMA user_version").Should().Be(99);
    }

    [Fact]
    public async Task Open_AnotherProgramsDatabase_IsRefused()
    {
        Execute(_folder.File(), "CREATE TABLE theirs (x)");
        await ShouldRefuseAsync(_folder.File(), "*holds another program's database. Name a file of its own for Concierge in Concierge:Sqlite:ConnectionString.");
    }

    [Fact]
    public async Task Open_NotADatabase_IsRefused()
    {
        await File.WriteAllTextAsync(_folder.File(), string.Concat(Enumerable.Repeat("Dear diary, ", 500)));
        await ShouldRefuseAsync(_folder.File(), "*is damaged or not a database. Restore it from a backup, or name another file in Concierge:Sqlite:ConnectionString.");
    }

    [Fact]
    public async Task Open_FolderIsMissing_SaysSo() =>
        await ShouldRefuseAsync(Path.Combine(_folder.Path, "nowhere", "concierge.db"), "The folder of the database*does not exist. Create it, or change Concierge:Sqlite:ConnectionString.");

    [Fact]
    public async Task Open_Default_LogsTheVersionAndDrivesCommitsToTheDisk()
    {
        var log = new RecordingLogger();
        using TestStore store = await TestStore.OpenAsync(_folder.File(), logger: log);
        log.Lines.Should().ContainSingle().Which.Should().MatchRegex(@"^Information: SQLite 3\.\d+\.\d+ \(.+\) opened .+ with 0 inputs waiting");
    }

    [Fact]
    public async Task Open_SynchronousNormal_Warns()
    {
        var log = new RecordingLogger();
        using TestStore store = await TestStore.OpenAsync(_folder.File(), logger: log, synchronous: SqliteSynchronous.Normal);
        log.Lines.Should().ContainSingle(line => line.StartsWith("Warning: Concierge:Sqlite:Synchronous is Normal"));
    }

    [Fact]
    public void Require_LibraryTooOld_SaysHowToGetANewerOne()
    {
        Action require = () => SqliteLibrary.Require("libsqlite3.so.0", 3_034_001, "3.34.1");
        require.Should().Throw<InvalidOperationException>().WithMessage("The SQLite library libsqlite3.so.0 has version 3.34.1; the store needs 3.35.0 or newer. Add the package SQLitePCLRaw.lib.e_sqlite3*");
    }

    [Fact]
    public void Choose_NoLibrary_SaysHowToGetOne()
    {
        Action choose = () => SqliteLibrary.Choose(["no-such-library"]);
        choose.Should().Throw<InvalidOperationException>().WithMessage("No SQLite library was found. Add the package SQLitePCLRaw.lib.e_sqlite3 to the app*");
    }

    [Fact]
    public async Task Health_Open_ShowsFigures()
    {
        using TestStore store = await TestStore.OpenAsync(_folder.File());
        await store.Mailbox.AppendAsync([Items.New("a", "x"), Items.New("b", "x")], default);
        ComponentHealth health = await store.Health.CheckAsync(default);
        health.IsReady.Should().BeTrue();
        health.Figures["waiting"].Should().Be(2);
        health.Figures["fileBytes"].Should().BePositive();
        health.Figures["lastCommitUnixSeconds"].Should().BePositive();
        health.Figures["sqliteVersion"].Should().BeGreaterThanOrEqualTo(3_035_000);
    }

    [Fact]
    public async Task Calls_AfterDisposal_SayThatItIsClosed()
    {
        TestStore store = await TestStore.OpenAsync(_folder.File());
        store.Dispose();
        (await store.Mailbox.AppendAsync([Items.New("a", "x")], default)).Status.Should().Be(AppendStatus.Unavailable);
        Func<Task> load = async () => await store.Conversations.LoadAsync(new ConversationId("a"), default);
        (await load.Should().ThrowAsync<StoreUnavailableException>()).WithMessage("The store is closed.");
    }

    private static void Execute(string file, string sql)
    {
        SqliteLibrary.Load();
        using Database database = Database.Open(file);
        database.Execute(sql);
    }

    private static async Task ShouldRefuseAsync(string file, string message)
    {
        Func<Task> open = async () => (await TestStore.OpenAsync(file)).Dispose();
        (await open.Should().ThrowAsync<InvalidOperationException>()).WithMessage(message);
    }
}
