using System.Reflection;
using Concierge.SqliteToPostgreSql;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Concierge.Storage.PostgreSql.Tests;

/// <summary>From one host on a SQLite file to several on PostgreSQL, without loss.</summary>
public sealed class CopyTests : IDisposable
{
    private static readonly AccountKey Account = new("meta", "salon");
    private static readonly ContactAddress Phone = new(ContactAddressKind.Phone, "33612345678");
    private static readonly ContactAddress Gone = new(ContactAddressKind.Phone, "33600000000");

    private readonly string _folder = Directory.CreateTempSubdirectory("concierge-copy-").FullName;
    private readonly string _schema = TestCluster.NewSchema();

    private string SqliteFile => Path.Combine(_folder, "concierge.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Copy_HostStopped_EverythingGoesOnWhereItWas()
    {
        MailboxAppend handled = Items.New("c1", "handled"), waiting = Items.New("c1", "waiting"), later = Items.New("c2", "later") with { DueAt = DateTimeOffset.UtcNow.AddHours(1) };
        await using (ServiceProvider old = await OpenSqliteAsync())
        {
            IMailbox mailbox = old.GetRequiredService<IMailbox>();
            await mailbox.AppendAsync([handled], default);
            MailboxLease lease = (await mailbox.ReceiveAsync(1, default))[0];
            TurnCommit commit = Items.Commit(lease) with
            {
                Transcript = [new TranscriptEntry { Ordinal = 1, Author = Author.System, RecordedAt = DateTimeOffset.UtcNow, Decision = "said" }],
                DeadLetters = [new DeadLetter { Conversation = lease.Conversation, Kind = DeadLetterKind.Outbound, Reason = "gave up", At = DateTimeOffset.UtcNow, Payload = "dead"u8.ToArray() }],
                Records = [new RecordWrite("things", "one", "record"u8.ToArray())],
            };
            await old.GetRequiredService<IConversationStore>().CommitAsync(commit with { Summary = commit.Summary with { Account = Account.ToString() } }, default);
            await mailbox.AppendAsync([waiting, later], default);
            await old.GetRequiredService<IContactDirectory>().ResolveAsync(Account, [Phone], () => lease.Conversation, default);

            await old.GetRequiredService<IContactDirectory>().ResolveAsync(Account, [Gone], () => new ConversationId("gone"), default);
            await mailbox.AppendAsync([Items.New("gone", "erase")], default);
            MailboxLease last = (await mailbox.ReceiveAsync(5, default)).Single(held => held.Conversation.Value == "gone");
            await old.GetRequiredService<IErasureStore>().EraseAsync(new Erasure { Lease = last, At = DateTimeOffset.UtcNow, Through = last.Items[0].Sequence }, default);

            Func<Task> tooEarly = CopyAsync;
            (await tooEarly.Should().ThrowAsync<InvalidOperationException>()).WithMessage("A host uses *Stop it*");
        }

        await CopyAsync();
        using TestStore store = await TestStore.OpenAsync(TestStore.Options(_schema));
        (await store.Mailbox.AppendAsync([handled, waiting, later], default)).Should().Be(new AppendResult(AppendStatus.Stored, 0, 3));
        MailboxLease next = (await store.Mailbox.ReceiveAsync(5, default)).Should().ContainSingle().Subject;
        next.Items.Should().ContainSingle().Which.Payload.ToArray().Should().Equal("waiting"u8.ToArray());
        (await store.Mailbox.CountAsync(default)).Should().Be(2);
        (await store.Conversations.LoadAsync(next.Conversation, default))!.Version.Should().Be(1);
        (await store.Conversations.CommitAsync(Items.Commit(next, 1), default)).Should().Be(CommitOutcome.Saved);
        (await store.Transcripts.ReadAsync(next.Conversation, null, 5, default)).Should().ContainSingle().Which.Decision.Should().Be("said");
        (await store.Mailbox.ReplayAsync((await store.Mailbox.ListDeadLettersAsync(null, 5, default))[0].Id, default)).Should().BeTrue();
        MailboxLease replayed = (await store.Mailbox.ReceiveAsync(5, default)).Should().ContainSingle().Subject;
        replayed.Items[0].Sequence.Should().BeGreaterThan(next.Items[0].Sequence);
        (await store.Contacts.FindAsync(Account, [Phone], default)).Should().Be(next.Conversation);
        StoredRecord record = (await store.Records.LoadAsync("things", "one", default))!;
        (await store.Records.SaveAsync([new RecordWrite("things", "one", "two"u8.ToArray()) { ExpectedVersion = record.Version }], default)).Should().BeTrue();

        (await store.Erasures.FindAsync(new ConversationId("gone"), default)).Should().NotBeNull();
        (await store.Erasures.FindAsync(Account, [Gone], 7, default)).Should().NotBeNull();

        Func<Task> again = CopyAsync;
        (await again.Should().ThrowAsync<InvalidOperationException>()).WithMessage($"The schema {_schema} holds a store already. Name an empty one.");
    }

    [Fact]
    public async Task Copy_ByTheRoleOfTheHosts_TheWallBetweenTenantsStands()
    {
        await using (ServiceProvider old = await OpenSqliteAsync())
        {
            IMailbox mailbox = old.GetRequiredService<IMailbox>();
            await mailbox.AppendAsync([Items.New("c1", "handled")], default);
            TurnCommit commit = Items.Commit((await mailbox.ReceiveAsync(1, default))[0]) with { Records = [new RecordWrite("visits", "c1.000001", "x"u8.ToArray())] };
            await old.GetRequiredService<IConversationStore>().CommitAsync(commit with { Summary = commit.Summary with { Account = Account.ToString() } }, default);
        }

        string connection = await NewOwnerAsync();
        await CopyAsync(connection);
        using TestStore other = await OpenAsync(connection, "other");
        (await other.Conversations.LoadAsync(new ConversationId("c1"), default)).Should().BeNull();
        (await other.Records.ListAsync("visits", "", null, 9, default)).Should().BeEmpty();
        using TestStore own = await OpenAsync(connection, "acme");
        (await own.Conversations.LoadAsync(new ConversationId("c1"), default)).Should().NotBeNull();
        (await own.Records.ListAsync("visits", "", null, 9, default)).Should().ContainSingle();
    }

    [Fact]
    public async Task Copy_ConversationsThatWereNeverHandled_AreTheTenantsOfTheirAccounts()
    {
        await using (ServiceProvider old = await OpenSqliteAsync())
        {
            await old.GetRequiredService<IContactDirectory>().ResolveAsync(Account, [Phone], () => new ConversationId("new"), default);
            await old.GetRequiredService<IMailbox>().AppendAsync([Items.New("new", "first"), Items.New("@meta.salon", "notice"), Items.New("@events.crm", "event")], default);
        }

        string connection = await NewOwnerAsync();
        await CopyAsync(connection);
        using TestStore host = await OpenAsync(connection, "acme");
        (await host.Mailbox.AppendAsync([Items.New("new", "second", "acme")], default)).Status.Should().Be(AppendStatus.Stored);
        (await host.Mailbox.ReceiveAsync(9, default)).Select(lease => lease.Conversation.Value).Should().BeEquivalentTo("new", "@meta.salon", "@events.crm");
    }

    [Fact]
    public async Task Copy_TextThatTheDatabaseCannotHold_IsCopiedAsTheStoreWritesIt()
    {
        await using (ServiceProvider old = await OpenSqliteAsync())
        {
            await old.GetRequiredService<IRecordStore>().SaveAsync([new RecordWrite("things", "a\0b", "x"u8.ToArray())], default);
            IMailbox mailbox = old.GetRequiredService<IMailbox>();
            await mailbox.AppendAsync([Items.New("c1", "x")], default);
            MailboxLease lease = (await mailbox.ReceiveAsync(1, default))[0];
            await old.GetRequiredService<IConversationStore>().CommitAsync(
                Items.Commit(lease) with { DeadLetters = [new DeadLetter { Conversation = lease.Conversation, Kind = DeadLetterKind.Inbound, Reason = "C:\\a\0b", At = DateTimeOffset.UtcNow, Payload = "x"u8.ToArray() }] }, default);
        }

        await CopyAsync();
        using TestStore store = await TestStore.OpenAsync(TestStore.Options(_schema));
        (await store.Records.LoadAsync("things", "a\0b", default)).Should().NotBeNull();
        (await store.Mailbox.ListDeadLettersAsync(null, 9, default)).Should().ContainSingle().Which.Reason.Should().Be("C:\\a\uFFFDb");
    }

    [Theory]
    [InlineData("UPDATE body SET payload = CAST('WAITING' AS BLOB)", "An input of conversation c1 is damaged*")]
    [InlineData("UPDATE document SET body = CAST('[]' AS BLOB)", "The document of conversation c1 is damaged*")]
    [InlineData("UPDATE record SET content = CAST('other' AS BLOB)", "The record one of things is damaged*")]
    public async Task Copy_RowWasDamagedOnTheDisk_IsRefused(string damage, string message)
    {
        await using (ServiceProvider old = await OpenSqliteAsync())
        {
            IMailbox mailbox = old.GetRequiredService<IMailbox>();
            await mailbox.AppendAsync([Items.New("c1", "handled")], default);
            await old.GetRequiredService<IConversationStore>().CommitAsync(
                Items.Commit((await mailbox.ReceiveAsync(1, default))[0]) with { Records = [new RecordWrite("things", "one", "record"u8.ToArray())] }, default);
            await mailbox.AppendAsync([Items.New("c1", "waiting")], default);
        }

        await using (var file = new SqliteConnection($"Data Source={SqliteFile};Pooling=False"))
        {
            await file.OpenAsync();
            using SqliteCommand command = file.CreateCommand();
            command.CommandText = damage;
            (await command.ExecuteNonQueryAsync()).Should().Be(1);
        }

        Func<Task> copy = CopyAsync;
        (await copy.Should().ThrowAsync<InvalidOperationException>()).WithMessage(message);
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Foo=1", "concierge")]
    [InlineData("Host=127.0.0.1;Port=1;Username=u;Password=p", "Upper")]
    [InlineData("Host=127.0.0.1;Port=1;Username=u;Password=p", "meta/a=x", "meta/A=y")]
    [InlineData("Host=127.0.0.1;Port=1;Username=u;Password=p", "concierge")]
    public async Task Program_ArgumentsAreWrong_SaysSoAndEndsWithOne(string connection, params string[] rest)
    {
        await using (await OpenSqliteAsync())
        {
            // There is a file.
        }

        MethodInfo program = typeof(StoreCopy).Assembly.EntryPoint!;
        program.Invoke(null, [(string[])[SqliteFile, connection, .. rest]]).Should().Be(1);
    }

    private Task CopyAsync() => CopyAsync(TestCluster.PlainConnectionString);

    private Task CopyAsync(string connectionString) =>
        StoreCopy.RunAsync(SqliteFile, connectionString, _schema, new Dictionary<string, string> { [Account.ToString()] = "acme" });

    private Task<TestStore> OpenAsync(string connectionString, string tenant) => TestStore.OpenAsync(TestStore.Options(_schema, options =>
    {
        options.ConnectionString = connectionString + ";Maximum Pool Size=4";
        options.Tenants.Add(tenant);
    }));

    /// <summary>A role that may create a schema and is subject to its policies.</summary>
    private async Task<string> NewOwnerAsync()
    {
        string role = "owner_" + _schema;
        await TestCluster.Server.ExecuteAsync($"CREATE ROLE {role} LOGIN PASSWORD 'pw-of-tests'; GRANT CREATE ON DATABASE postgres TO {role}");
        return TestCluster.Server.ConnectionString.Replace("Username=concierge", $"Username={role}", StringComparison.Ordinal);
    }

    private async Task<ServiceProvider> OpenSqliteAsync()
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        services.AddConcierge().UseSqlite($"Data Source={SqliteFile}");
        ServiceProvider provider = services.BuildServiceProvider();
        await provider.GetRequiredService<IStoreInitializer>().InitializeAsync(default);
        return provider;
    }
}
