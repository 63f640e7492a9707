using Npgsql;

namespace Concierge.Storage.PostgreSql.Tests;

/// <summary>The second wall between tenants: the database's own.</summary>
public sealed class TenantTests : IAsyncLifetime
{
    private readonly string _schema = TestCluster.NewSchema();
    private readonly string _role = "role_" + TestCluster.NewSchema();

    private string ConnectionString => TestCluster.Server.ConnectionString.Replace("Username=concierge", $"Username={_role}", StringComparison.Ordinal) + ";Maximum Pool Size=4";

    public async Task InitializeAsync()
    {
        await TestCluster.Server.ExecuteAsync($"CREATE ROLE {_role} LOGIN PASSWORD 'pw-of-tests'");
        await TestCluster.Server.ExecuteAsync(PostgreSqlSchema.Script(_schema, _role));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Host_OfOneTenant_NeitherSeesNorWritesAnothersRows()
    {
        using TestStore all = await OpenAsync();
        await all.Mailbox.AppendAsync([Items.New("of-a", "x", "a"), Items.New("of-b", "x", "b"), Items.New("of-b2", "x", "b")], default);
        MailboxLease other = (await all.Mailbox.ReceiveAsync(9, default)).Single(lease => lease.Conversation.Value == "of-b");
        await all.Conversations.CommitAsync(Items.Commit(other) with { Transcript = [new TranscriptEntry { Ordinal = 1, Author = Author.System, RecordedAt = DateTimeOffset.UtcNow }] }, default);
        await all.Contacts.ResolveAsync(new AccountKey("meta", "b"), [new ContactAddress(ContactAddressKind.Phone, "1")], () => other.Conversation, default);

        using TestStore one = await OpenAsync("a");
        (await one.Mailbox.CountAsync(default)).Should().Be(1);
        (await one.Conversations.LoadAsync(other.Conversation, default)).Should().BeNull();
        (await one.Conversations.ListAsync(null, 9, default)).Should().BeEmpty();
        (await one.Transcripts.ReadAsync(other.Conversation, null, 9, default)).Should().BeEmpty();
        (await one.Contacts.FindAsync(new AccountKey("meta", "b"), [new ContactAddress(ContactAddressKind.Phone, "1")], default)).Should().BeNull();
        (await one.Mailbox.AppendAsync([Items.New("new-of-b", "x", "b")], default)).Status.Should().Be(AppendStatus.Unavailable);
        (await one.Mailbox.AppendAsync([Items.New("new-of-a", "x", "a")], default)).Appended.Should().Be(1);
        (await all.Mailbox.CountAsync(default)).Should().Be(3);
    }

    [Fact]
    public async Task Append_OneOfManyCallersMayNot_TheOthersAreStored()
    {
        using TestStore one = await OpenAsync("a");
        AppendResult[] results = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(async () =>
            await one.Mailbox.AppendAsync([Items.New($"c{i}", "x", i == 17 ? "b" : "a")], default))));
        results.Count(result => result.Status == AppendStatus.Stored).Should().Be(39);
        results[17].Status.Should().Be(AppendStatus.Unavailable);
        (await one.Health.CheckAsync(default)).IsReady.Should().BeTrue();
    }

    [Fact]
    public async Task Append_ManyTimesForAnotherTenant_IsSaidOnceInAWhile()
    {
        var log = new RecordingLogger();
        var clock = new SteppingClock();
        using TestStore one = await TestStore.OpenAsync(Options("a"), clock, log);
        for (int i = 0; i < 20; i++)
        {
            clock.Step(TimeSpan.FromMilliseconds(100));
            (await one.Mailbox.AppendAsync([Items.New("new-of-b", "x", "b")], default)).Status.Should().Be(AppendStatus.Unavailable);
        }

        log.Lines.Should().ContainSingle(line => line.Contains("changed nothing", StringComparison.Ordinal)).Which.Should().Contain("Concierge:PostgreSql:Tenants");
        clock.Step(TimeSpan.FromMinutes(1));
        await one.Mailbox.AppendAsync([Items.New("new-of-b", "x", "b")], default);
        log.Lines.Count(line => line.Contains("changed nothing", StringComparison.Ordinal)).Should().Be(2);
    }

    [Fact]
    public async Task Append_TenantIsNotNamed_StaysWithTheConversationsTenant()
    {
        using TestStore all = await OpenAsync();
        await all.Mailbox.AppendAsync([Items.New("of-a", "x", "a")], default);
        await all.Mailbox.AppendAsync([Items.New("of-a", "command"), Items.New("of-nobody", "x")], default);
        (await ScalarAsync(ConnectionString + ";Options=-c concierge.tenants=a")).Should().Be(2);
        (await ScalarAsync(ConnectionString + ";Options=-c concierge.tenants=default")).Should().Be(1);
    }

    [Fact]
    public async Task Append_HostOfOneTenantNamesNone_IsOfThatTenant()
    {
        using TestStore one = await OpenAsync("a", "b");
        (await one.Mailbox.AppendAsync([Items.New("#events", "x")], default)).Appended.Should().Be(1);
        (await ScalarAsync(ConnectionString + ";Options=-c concierge.tenants=a")).Should().Be(1);
    }

    [Fact]
    public async Task Session_WithoutTheSetting_SeesNothing()
    {
        using TestStore all = await OpenAsync();
        await all.Mailbox.AppendAsync([Items.New("of-a", "x", "a")], default);
        (await ScalarAsync(ConnectionString)).Should().Be(0);
        (await ScalarAsync(ConnectionString + ";Options=-c concierge.tenants=b")).Should().Be(0);
        (await ScalarAsync(ConnectionString + ";Options=-c concierge.tenants=b\\,a")).Should().Be(1);
    }

    [Fact]
    public async Task Records_OfAConversation_AreItsTenants_AndTheOthersEverybodys()
    {
        using TestStore all = await OpenAsync();
        await all.Mailbox.AppendAsync([Items.New("of-a", "x", "a"), Items.New("of-b", "x", "b")], default);
        foreach (MailboxLease lease in await all.Mailbox.ReceiveAsync(9, default))
        {
            await all.Conversations.CommitAsync(Items.Commit(lease) with { Records = [Record("visits", $"{lease.Conversation}.000001"), Record("stock", "chairs")] }, default);
        }

        await all.Records.SaveAsync([Record("visits", "of-b"), Record("visits", "of-bob"), Record("visits", "of-b/later")], default);

        using TestStore one = await OpenAsync("a");
        (await one.Records.ListAsync("visits", "", null, 9, default)).Select(record => record.Id).Should().Equal("of-a.000001", "of-bob");
        (await one.Records.LoadAsync("visits", "of-b.000001", default)).Should().BeNull();
        (await one.Records.LoadAsync("stock", "chairs", default)).Should().NotBeNull();
        using TestStore other = await OpenAsync("b");
        (await other.Records.ListAsync("visits", "", null, 9, default)).Select(record => record.Id).Should().Equal("of-b", "of-b.000001", "of-b/later", "of-bob");
        (await ScalarAsync(ConnectionString, "record")).Should().Be(0);
    }

    /// <summary>An account that has moved to another tenant: a new conversation for each message would lose order and memory unseen.</summary>
    [Fact]
    public async Task Resolve_AddressIsAnotherTenants_IsRefusedVisibly()
    {
        ContactAddress[] phone = [new ContactAddress(ContactAddressKind.Phone, "1")];
        using TestStore one = await OpenAsync("a");
        await one.Contacts.ResolveAsync(new AccountKey("meta", "a"), phone, () => new ConversationId("first"), default);
        await TestCluster.Server.ExecuteAsync($"UPDATE {_schema}.alias SET tenant = 'b'");

        using TestStore again = await OpenAsync("a");
        Func<Task> resolve = async () => await again.Contacts.ResolveAsync(new AccountKey("meta", "a"), phone, () => new ConversationId("second"), default);
        (await resolve.Should().ThrowAsync<StoreUnavailableException>()).WithMessage("*Concierge:PostgreSql:Tenants*");
    }

    [Fact]
    public async Task Records_OfAnotherTenant_AreNeitherReplacedNorRemoved()
    {
        using TestStore all = await OpenAsync();
        await all.Mailbox.AppendAsync([Items.New("of-b", "x", "b")], default);
        await all.Records.SaveAsync([Record("visits", "of-b.000001")], default);

        using TestStore one = await OpenAsync("a");
        Func<Task> replace = async () => await one.Records.SaveAsync([Record("visits", "of-b.000001")], default);
        await replace.Should().ThrowAsync<StoreUnavailableException>();
        (await one.Health.CheckAsync(default)).IsReady.Should().BeTrue();
        await one.Records.SaveAsync([new RecordWrite("visits", "of-b.000001", null)], default);
        (await all.Records.LoadAsync("visits", "of-b.000001", default)).Should().NotBeNull();
    }

    [Fact]
    public async Task Upgrade_ByAHostOfOneTenant_EveryRecordFindsItsOwn()
    {
        string owner = "owner_" + _schema, schema = "old_" + _schema;
        string script = PostgreSqlSchema.Script(schema);
        string before = script[..script.LastIndexOf("DO $migration$", script.IndexOf("number = 4)", StringComparison.Ordinal), StringComparison.Ordinal)] + "COMMIT;";
        await TestCluster.Server.ExecuteAsync($"CREATE ROLE {owner} LOGIN PASSWORD 'pw-of-tests'; GRANT CREATE ON DATABASE postgres TO {owner}");
        string connection = TestCluster.Server.ConnectionString.Replace("Username=concierge", $"Username={owner}", StringComparison.Ordinal);
        await ExecuteAsync(connection, before);
        await ExecuteAsync(connection + ";Options=-c concierge.tenants=*", $"""
            INSERT INTO {schema}.conversation (id, tenant) VALUES ('of-a', 'a'), ('of-b', 'b');
            INSERT INTO {schema}.record (collection, id, content) VALUES ('visits', 'of-a.1', ''), ('visits', 'of-b.1', ''), ('services', 'hair', '');
            """);

        using TestStore one = await TestStore.OpenAsync(TestStore.Options(schema, options =>
        {
            options.ConnectionString = connection + ";Maximum Pool Size=4";
            options.Tenants.Add("a");
        }));
        (await one.Records.ListAsync("visits", "", null, 9, default)).Select(record => record.Id).Should().Equal("of-a.1");
        (await one.Records.LoadAsync("services", "hair", default)).Should().NotBeNull();
    }

    private static RecordWrite Record(string collection, string id) => new(collection, id, "x"u8.ToArray());

    private Task<TestStore> OpenAsync(params string[] tenants) => TestStore.OpenAsync(Options(tenants));

    private PostgreSqlOptions Options(params string[] tenants) => TestStore.Options(_schema, options =>
    {
        options.ConnectionString = ConnectionString;
        foreach (string tenant in tenants)
        {
            options.Tenants.Add(tenant);
        }
    });

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<long> ScalarAsync(string connectionString, string table = "inbox")
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"SELECT count(*) FROM {_schema}.{table}", connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
