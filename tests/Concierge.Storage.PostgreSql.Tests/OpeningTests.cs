namespace Concierge.Storage.PostgreSql.Tests;

public sealed class OpeningTests
{
    private readonly string _schema = TestCluster.NewSchema();

    [Fact]
    public async Task Open_WrongPassword_SaysWhatToCheck() => await ShouldRefuseAsync(
        options => options.ConnectionString = options.ConnectionString.Replace("pw-of-tests", "wrong", StringComparison.Ordinal),
        "The database refuses user or password. Check Username and Password in Concierge:PostgreSql:ConnectionString.");

    [Fact]
    public async Task Open_NoSuchDatabase_SaysWhatToDo() => await ShouldRefuseAsync(
        options => options.ConnectionString = TestCluster.Server.ConnectionTo("nowhere"),
        "There is no such database on the server. Create it (CREATE DATABASE …), or check Database in Concierge:PostgreSql:ConnectionString.");

    [Fact]
    public async Task Open_NoServer_SaysWhatToCheck() => await ShouldRefuseAsync(
        options => options.ConnectionString = "Host=127.0.0.1;Port=1;Database=d;Username=u;Password=p",
        "The database cannot be reached. Check that it runs, and Host and Port in Concierge:PostgreSql:ConnectionString.");

    [Fact]
    public async Task Open_ServerTooOld_SaysWhichOneIsNeeded()
    {
        using var server = new OldServer();
        await ShouldRefuseAsync(
            options => options.ConnectionString = server.ConnectionString,
            "The database server has PostgreSQL 9.6.24; the store needs 14 or newer. Upgrade the server, or point Concierge:PostgreSql:ConnectionString at a newer one.");
    }

    [Fact]
    public async Task Open_EncodingCannotHoldEveryText_SaysWhichOneIsNeeded()
    {
        string database = "latin_" + _schema;
        await TestCluster.Server.ExecuteAsync($"CREATE DATABASE {database} ENCODING 'LATIN1' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'");
        await ShouldRefuseAsync(
            options => options.ConnectionString = TestCluster.Server.ConnectionTo(database),
            $"The database {database} has the encoding LATIN1, which cannot hold every text. Create one with it: CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0;");
    }

    [Fact]
    public async Task Open_RoleOnlyReads_SaysWhatToDo()
    {
        string role = await NewRoleAsync();
        await TestCluster.Server.ExecuteAsync(PostgreSqlSchema.Script(_schema, role) + $"ALTER ROLE {role} SET default_transaction_read_only = on");
        await ShouldRefuseAsync(
            options => options.ConnectionString = As(role),
            $"Transactions in database postgres only read: default_transaction_read_only is on. Turn it off for the hosts: ALTER ROLE {role} SET default_transaction_read_only = off;");
    }

    /// <summary>What is left is looked for in a statement after the lock: it must see what others have committed meanwhile.</summary>
    [Fact]
    public async Task Open_RoleSeesOneSnapshotForEachTransaction_NothingThatComesAtTheSameTimeIsLeftLying()
    {
        string role = await NewRoleAsync();
        await TestCluster.Server.ExecuteAsync(PostgreSqlSchema.Script(_schema, role) + $"ALTER ROLE {role} SET default_transaction_isolation = 'repeatable read'; ALTER ROLE {role} SET row_security = off");
        using TestStore store = await TestStore.OpenAsync(TestStore.Options(_schema, options => options.ConnectionString = As(role)));
        for (int i = 0; i < 200; i++)
        {
            await store.Mailbox.AppendAsync([Items.New("a", "first")], default);
            MailboxLease lease = (await store.Mailbox.ReceiveAsync(1, default)).Should().ContainSingle().Subject;
            Task<AppendResult> append = store.Mailbox.AppendAsync([Items.New("a", "second")], default).AsTask();
            Task<CommitOutcome> commit = store.Conversations.CommitAsync(Items.Commit(lease, 2 * i), default).AsTask();
            (await append).Appended.Should().Be(1);
            (await commit).Should().Be(CommitOutcome.Saved);
            MailboxLease next = (await store.Mailbox.ReceiveAsync(1, default)).Should().ContainSingle($"in round {i} the second was appended").Subject;
            (await store.Conversations.CommitAsync(Items.Commit(next, (2 * i) + 1), default)).Should().Be(CommitOutcome.Saved);
        }
    }

    [Theory]
    [InlineData("order")]
    [InlineData("pg_concierge")]
    public async Task Open_SchemaNameIsTheServersOwn_IsRefused(string schema) => await ShouldRefuseAsync(
        options => options.Schema = schema,
        $"PostgreSQL keeps the name {schema} for itself. Choose another in Concierge:PostgreSql:Schema.");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Open_PoolerDropsTheOptions_SaysWhatToSetForTheRole(bool refuses)
    {
        string role = await NewRoleAsync();
        using var pooler = new DroppingPooler(TestCluster.Server.Port, refuses);
        string connection = As(role).Replace($"Port={TestCluster.Server.Port}", $"Port={pooler.Port}", StringComparison.Ordinal) + ";Pooling=false;Max Auto Prepare=0;SSL Mode=Disable;GSS Encryption Mode=Disable";
        string advice = $"A pooler between does not pass the options of the connection string. Let it ignore them (PgBouncer: ignore_startup_parameters = options) and set them for the role (ALTER ROLE {role} SET concierge.tenants = '*';), or connect Concierge:PostgreSql:ConnectionString to the server itself.";
        await ShouldRefuseAsync(options => options.ConnectionString = connection, advice);
        if (refuses)
        {
            return;
        }

        await TestCluster.Server.ExecuteAsync(PostgreSqlSchema.Script(_schema, role) + $"ALTER ROLE {role} SET concierge.tenants = '*'");
        using TestStore store = await TestStore.OpenAsync(TestStore.Options(_schema, options => options.ConnectionString = connection));
        (await store.Mailbox.AppendAsync([Items.New("a", "x")], default)).Appended.Should().Be(1);
        await ShouldRefuseAsync(
            options =>
            {
                options.ConnectionString = connection;
                options.Tenants.Add("acme");
            },
            advice.Replace("'*'", "'acme'", StringComparison.Ordinal));
        await TestCluster.Server.ExecuteAsync($"ALTER ROLE {role} SET default_transaction_isolation = serializable");
        await ShouldRefuseAsync(
            options => options.ConnectionString = connection,
            $"Transactions in database postgres are serializable, and the store needs them to see what others commit: ALTER ROLE {role} SET default_transaction_isolation = 'read committed';");
    }

    [Fact]
    public async Task Open_SchemaIsNewer_IsRefusedAndUntouched()
    {
        (await TestStore.OpenAsync(TestStore.Options(_schema))).Dispose();
        await TestCluster.Server.ExecuteAsync($"INSERT INTO {_schema}.migration (number) VALUES (99)");
        await ShouldRefuseAsync(_ => { }, $"The schema {_schema} of database postgres was written by a newer version of Concierge.Storage.PostgreSql (schema 99; this version knows {PostgreSqlSchema.Version}). Update the package on this host.");
    }

    [Fact]
    public async Task Open_RoleMayNotCreate_NamesScriptAndGrant()
    {
        string role = await NewRoleAsync();
        await ShouldRefuseAsync(
            options => options.ConnectionString = As(role),
            $"The role {role} may not create or change the schema {_schema} in database postgres. Have an administrator run the script that PostgreSqlSchema.Script(\"{_schema}\", \"{role}\") gives, or run: GRANT CREATE ON DATABASE postgres TO {role};");
    }

    [Fact]
    public async Task Open_RoleWithoutGrants_NamesTheScript()
    {
        string role = await NewRoleAsync();
        await TestCluster.Server.ExecuteAsync(PostgreSqlSchema.Script(_schema));
        await ShouldRefuseAsync(
            options => options.ConnectionString = As(role),
            $"The role {role} may not use the tables of schema {_schema} in database postgres. Have an administrator run the script that PostgreSqlSchema.Script(\"{_schema}\", \"{role}\") gives.");
    }

    [Fact]
    public async Task Open_MigrationsAreOff_IsRefusedUntilTheScriptWasRun()
    {
        await ShouldRefuseAsync(
            options => options.ApplyMigrations = false,
            $"The schema {_schema} of database postgres has version 0 and this host needs {PostgreSqlSchema.Version}. Have an administrator run the script that PostgreSqlSchema.Script(\"{_schema}\") gives, or set Concierge:PostgreSql:ApplyMigrations to true.");
        await TestCluster.Server.ExecuteAsync(PostgreSqlSchema.Script(_schema, TestCluster.PlainRole));
        using TestStore store = await TestStore.OpenAsync(TestStore.Options(_schema, options => options.ApplyMigrations = false));
        (await store.Mailbox.AppendAsync([Items.New("a", "x")], default)).Appended.Should().Be(1);
    }

    [Fact]
    public async Task Script_RunTwiceWithARole_TheRoleDoesAllThatAHostDoesAndNoMore()
    {
        string role = await NewRoleAsync();
        await TestCluster.Server.ExecuteAsync(PostgreSqlSchema.Script(_schema, role));
        await TestCluster.Server.ExecuteAsync(PostgreSqlSchema.Script(_schema, role));
        using TestStore store = await TestStore.OpenAsync(TestStore.Options(_schema, options => options.ConnectionString = As(role)));

        (await store.Mailbox.AppendAsync([Items.New("a", "x")], default)).Appended.Should().Be(1);
        MailboxLease lease = (await store.Mailbox.ReceiveAsync(5, default)).Should().ContainSingle().Subject;
        TurnCommit commit = Items.Commit(lease) with
        {
            DeadLetters = [new DeadLetter { Conversation = lease.Conversation, Kind = DeadLetterKind.Inbound, Reason = "r", At = DateTimeOffset.UtcNow, Payload = "x"u8.ToArray() }],
            Transcript = [new TranscriptEntry { Ordinal = 1, Author = Author.System, RecordedAt = DateTimeOffset.UtcNow }],
            Records = [new RecordWrite("c", "i", ReadOnlyMemory<byte>.Empty)],
        };
        (await store.Conversations.CommitAsync(commit, default)).Should().Be(CommitOutcome.Saved);
        (await store.Mailbox.ReplayAsync((await store.Mailbox.ListDeadLettersAsync(null, 1, default))[0].Id, default)).Should().BeTrue();
        await store.Contacts.ResolveAsync(new AccountKey("meta", "a"), [new ContactAddress(ContactAddressKind.Phone, "1")], () => new ConversationId("n"), default);
        await store.Mailbox.ForgetAsync(DateTimeOffset.UtcNow.AddDays(2), default);

        Func<Task> drop = () => store.Engine.Database.RunAsync(connection => new Database.SqlCommand($"DROP TABLE {_schema}.inbox").ExecuteAsync(connection));
        await drop.Should().ThrowAsync<StoreUnavailableException>();
    }

    [Fact]
    public async Task Open_ManyHostsAtOnce_OneUpgradesAndAllOpen()
    {
        TestStore[] stores = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => TestStore.OpenAsync(TestStore.Options(_schema, options => options.ConnectionString += ";Maximum Pool Size=2"))));
        foreach (TestStore store in stores)
        {
            (await store.Mailbox.AppendAsync([Items.New("a", "x")], default)).Appended.Should().Be(1);
            store.Dispose();
        }
    }

    [Fact]
    public async Task Open_ServerDoesNotSync_Warns()
    {
        var log = new RecordingLogger();
        using TestStore store = await TestStore.OpenAsync(TestStore.Options(_schema, options => options.ConnectionString += ";Options=-c synchronous_commit=off"), logger: log);
        log.Lines.Should().Contain("Warning: The database has synchronous_commit = off: its crash may lose messages that were acknowledged. Set it to on to keep the promise.");
        log.Lines.Should().ContainSingle(line => line.StartsWith("Information: PostgreSQL 1", StringComparison.Ordinal) && line.Contains("opened, schema " + _schema, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("x; DROP TABLE y")]
    [InlineData("Upper")]
    [InlineData("")]
    public void Script_NameIsNoName_Throws(string name)
    {
        Action script = () => PostgreSqlSchema.Script(name);
        script.Should().Throw<ArgumentException>().WithMessage("Use lower-case letters, digits and underscores*");
    }

    private static string As(string role) => TestCluster.Server.ConnectionString.Replace("Username=concierge", $"Username={role}", StringComparison.Ordinal) + ";Maximum Pool Size=4";

    private static async Task<string> NewRoleAsync()
    {
        string role = "role_" + TestCluster.NewSchema();
        await TestCluster.Server.ExecuteAsync($"CREATE ROLE {role} LOGIN PASSWORD 'pw-of-tests'");
        return role;
    }

    private async Task ShouldRefuseAsync(Action<PostgreSqlOptions> configure, string message)
    {
        Func<Task> open = async () => (await TestStore.OpenAsync(TestStore.Options(_schema, configure))).Dispose();
        (await open.Should().ThrowAsync<InvalidOperationException>()).WithMessage(message);
    }
}
