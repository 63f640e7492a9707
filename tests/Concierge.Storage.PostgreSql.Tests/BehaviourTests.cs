using System.Diagnostics;
using System.Text;
using Concierge.Storage.PostgreSql.Database;

namespace Concierge.Storage.PostgreSql.Tests;

public sealed class BehaviourTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly PostgreSqlOptions _options = TestStore.Options(TestCluster.NewSchema(), options => options.PollInterval = TimeSpan.FromMinutes(5));

    [Fact]
    public async Task Notification_OtherNodeAppends_WakesTheWaitingOneLongBeforeItsPoll()
    {
        using TestStore here = await TestStore.OpenAsync(_options);
        using TestStore there = await TestStore.OpenAsync(_options);
        await WaitForListenersAsync(here, 2);
        Task waiting = here.Mailbox.WaitAsync(TimeSpan.FromMinutes(5), default).AsTask();
        await there.Mailbox.AppendAsync([Items.New("a", "x")], default);
        await waiting.WaitAsync(Patience);
        (await here.Mailbox.ReceiveAsync(5, default)).Should().ContainSingle();
    }

    [Fact]
    public async Task Append_ManyCallersAtOnce_ShareTransactions()
    {
        using TestStore store = await TestStore.OpenAsync(_options);
        long before = await NumberAsync(store, "SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()");
        AppendResult[] results = await Task.WhenAll(Enumerable.Range(0, 500).Select(i => Task.Run(async () => await store.Mailbox.AppendAsync([Items.New($"c{i}", "x")], default))));
        results.Should().OnlyContain(result => result.Appended == 1);
        long versions = await NumberAsync(store, $"SELECT count(DISTINCT xmin::text) FROM {_options.Schema}.inbox");
        versions.Should().BeLessThan(100);
    }

    /// <summary>What waits is the same for all nodes, also for one that takes no webhooks at present.</summary>
    [Fact]
    public async Task Health_AnotherNodeHandles_TellsWhatStillWaits()
    {
        using TestStore here = await TestStore.OpenAsync(_options);
        using TestStore there = await TestStore.OpenAsync(_options);
        await here.Mailbox.AppendAsync([Items.New("a", "x")], default);
        (await WaitingAsync(here)).Should().Be(1);
        MailboxLease lease = (await there.Mailbox.ReceiveAsync(5, default)).Should().ContainSingle().Subject;
        await there.Conversations.CommitAsync(Items.Commit(lease), default);

        var watch = Stopwatch.StartNew();
        while (await WaitingAsync(here) > 0)
        {
            watch.Elapsed.Should().BeLessThan(Patience);
            await Task.Delay(50);
        }
    }

    [Theory]
    [InlineData("12\03", "12\\u00003")]
    [InlineData("back\\slash", "back/slash")]
    [InlineData("\uD83D\uDE00", "\uD83D\uDE01")]
    public async Task Contacts_StrangeAddresses_AreKeptApart(string strange, string other)
    {
        using TestStore store = await TestStore.OpenAsync(_options);
        var account = new AccountKey("meta", "default");
        ConversationId first = await store.Contacts.ResolveAsync(account, [new ContactAddress(ContactAddressKind.Other, strange)], () => new ConversationId("one"), default);
        ConversationId second = await store.Contacts.ResolveAsync(account, [new ContactAddress(ContactAddressKind.Other, other)], () => new ConversationId("two"), default);
        using TestStore again = await TestStore.OpenAsync(_options);
        (await again.Contacts.FindAsync(account, [new ContactAddress(ContactAddressKind.Other, strange)], default)).Should().Be(first);
        second.Should().NotBe(first);
    }

    [Fact]
    public async Task Append_ConversationIdWithNul_IsStoredAndCanBeHandled()
    {
        using TestStore store = await TestStore.OpenAsync(_options);
        (await store.Mailbox.AppendAsync([Items.New("no\0such", "x")], default)).Appended.Should().Be(1);
        MailboxLease lease = (await store.Mailbox.ReceiveAsync(5, default)).Should().ContainSingle().Subject;
        (await store.Conversations.LoadAsync(lease.Conversation, default)).Should().BeNull();
        (await store.Conversations.CommitAsync(Items.Commit(lease), default)).Should().Be(CommitOutcome.Saved);
    }

    /// <summary>R13: the database's clock decides; a host whose own clock is wrong takes no lease early.</summary>
    [Fact]
    public async Task DeadLetter_ReasonWithWhatTheDatabaseCannotHold_IsOtherwiseToldAsItWasGiven()
    {
        using TestStore store = await TestStore.OpenAsync(_options);
        await store.Mailbox.AppendAsync([Items.New("a", "x")], default);
        MailboxLease lease = (await store.Mailbox.ReceiveAsync(1, default))[0];
        var letter = new DeadLetter { Conversation = lease.Conversation, Kind = DeadLetterKind.Inbound, Reason = "C:\\temp\0\ud800", At = DateTimeOffset.UtcNow, Payload = "x"u8.ToArray() };
        await store.Conversations.CommitAsync(Items.Commit(lease) with { DeadLetters = [letter] }, default);
        (await store.Mailbox.ListDeadLettersAsync(null, 1, default))[0].Reason.Should().Be("C:\\temp\uFFFD\uFFFD");
    }

    [Fact]
    public async Task Lease_DatabaseHasTheTime_ExpiresForTheHostNoLaterThanForTheDatabase()
    {
        using TestStore store = await TestStore.OpenAsync(_options);
        await store.Mailbox.AppendAsync([Items.New("a", "x")], default);
        DateTimeOffset before = DateTimeOffset.UtcNow;
        MailboxLease lease = (await store.Mailbox.ReceiveAsync(5, default)).Should().ContainSingle().Subject;
        lease.ExpiresAt.Should().BeOnOrAfter(before + _options.LeaseDuration).And.BeOnOrBefore(DateTimeOffset.UtcNow + _options.LeaseDuration);
        double left = await store.Engine.Database.RunAsync(connection => new SqlCommand($"SELECT extract(epoch FROM next_at - clock_timestamp())::double precision FROM {_options.Schema}.conversation").ReadAsync(connection, row => row.GetDouble(0)));
        left.Should().BeGreaterThan((lease.ExpiresAt!.Value - DateTimeOffset.UtcNow).TotalSeconds);
    }

    /// <summary>R16: a long line costs the one who looks at its head nothing, and newcomers are found behind it.</summary>
    [Fact]
    public async Task Receive_BehindALongBacklog_WalksNoIndexFromEndToEnd()
    {
        using TestStore store = await TestStore.OpenAsync(_options);
        await store.Engine.Database.RunAsync(connection => new SqlCommand($"""
            WITH c AS (INSERT INTO {_options.Schema}.conversation (id, tenant, next_at) SELECT 'old' || i, 'default', now() - interval '1 hour' + i * interval '1 millisecond' FROM generate_series(1, 100000) i RETURNING id)
            INSERT INTO {_options.Schema}.inbox (conversation, tenant, received_at, payload) SELECT id, 'default', now(), 'x' FROM c
            """).ExecuteAsync(connection));
        for (int i = 0; i < 15; i++)
        {
            await store.Mailbox.AppendAsync([Items.New($"new{i}", "x")], default);
            IReadOnlyList<MailboxLease> leases = await store.Mailbox.ReceiveAsync(8, default);
            leases.Should().HaveCount(8).And.Contain(lease => lease.Conversation.Value == $"new{i}");
        }

        // Sessions report what they have read only now and then.
        await store.Engine.Database.RunAsync(connection => new SqlCommand("SELECT pg_stat_force_next_flush()").ExecuteAsync(connection));
        long reads = await NumberAsync(store, $"SELECT coalesce(sum(idx_tup_read), 0)::bigint FROM pg_stat_user_indexes WHERE schemaname = '{_options.Schema}' AND indexrelname LIKE 'conversation_%'");
        reads.Should().BeInRange(1, 50_000, "no index is walked from end to end");
    }

    /// <summary>I02: what the memory of eight days costs on the disk.</summary>
    [Fact]
    public async Task Seen_ManyKeys_CostAtMost120BytesEach()
    {
        const int Count = 200_000;
        using TestStore store = await TestStore.OpenAsync(_options);
        await store.Engine.Database.RunAsync(connection => new SqlCommand($"INSERT INTO {_options.Schema}.seen SELECT gen_random_uuid(), 20000 + i / 25000 FROM generate_series(1, {Count}) i").ExecuteAsync(connection));
        long bytes = await NumberAsync(store, $"SELECT pg_total_relation_size('{_options.Schema}.seen')");
        (bytes / Count).Should().BeLessThanOrEqualTo(120);
        await store.Mailbox.ForgetAsync(DateTimeOffset.UnixEpoch.AddDays(20004), default);
        (await NumberAsync(store, $"SELECT count(*) FROM {_options.Schema}.seen")).Should().Be(Count - 99_999);
    }

    [Fact]
    public async Task Health_Open_ShowsFigures()
    {
        using TestStore store = await TestStore.OpenAsync(_options);
        await store.Mailbox.AppendAsync([Items.New("a", "x"), Items.New("b", "x")], default);
        (await store.Health.CheckAsync(default)).Figures["waiting"].Should().Be(2);
    }

    [Fact]
    public async Task Calls_AfterDisposal_SayThatItIsClosed()
    {
        TestStore store = await TestStore.OpenAsync(_options);
        store.Dispose();
        (await store.Mailbox.AppendAsync([Items.New("a", "x")], default)).Status.Should().Be(AppendStatus.Unavailable);
        Func<Task> load = async () => await store.Conversations.LoadAsync(new ConversationId("a"), default);
        (await load.Should().ThrowAsync<StoreUnavailableException>()).WithMessage("The store is closed.");
    }

    [Fact]
    public async Task Errors_NeverQuoteWhatWasStored()
    {
        using TestStore store = await TestStore.OpenAsync(_options);
        const string Secret = "+33612345678";
        Func<Task> fail = () => store.Engine.Database.RunAsync(connection => new SqlCommand("SELECT $1::int").Text(Secret).ReadAsync(connection, row => row.GetInt32(0)));
        StoreUnavailableException failure = (await fail.Should().ThrowAsync<StoreUnavailableException>()).Which;
        failure.Message.Should().NotContain(Secret);
    }

    private static Task<long> NumberAsync(TestStore store, string sql) =>
        store.Engine.Database.RunAsync(connection => new SqlCommand(sql).ReadAsync(connection, row => row.GetInt64(0)));

    private static async Task<long> WaitingAsync(TestStore store) => (await store.Health.CheckAsync(default)).Figures["waiting"];

    private async Task WaitForListenersAsync(TestStore store, int count)
    {
        var watch = Stopwatch.StartNew();
        var question = new StringBuilder($"SELECT count(*) FROM pg_stat_activity WHERE query = 'LISTEN {_options.Schema}' AND state = 'idle'").ToString();
        while (await NumberAsync(store, question) < count)
        {
            watch.Elapsed.Should().BeLessThan(Patience);
            await Task.Delay(20);
        }
    }
}
