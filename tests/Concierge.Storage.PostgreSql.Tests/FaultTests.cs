using System.Diagnostics;
using Concierge.Health;
using Concierge.PostgreSql.Rig;

namespace Concierge.Storage.PostgreSql.Tests;

/// <summary>R08, R09, R10: the database is away, hangs, or its answers are lost.</summary>
public sealed class FaultTests : IDisposable
{
    private const int PoolSize = 6;

    private static readonly TimeSpan AcceptBound = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan CallBound = TimeSpan.FromSeconds(5);

    /// <summary>The bound is the store's own; a busy machine tells the caller a little later.</summary>
    private static readonly TimeSpan Scheduling = TimeSpan.FromMilliseconds(500);

    /// <summary>Longer than idle connections take to look for a sign of life.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(5.5);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly PostgresCluster _server = PostgresCluster.Start(durable: true);

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task R08_ServerCrashed_IsRefusedAtOnceAndGoesOnByItself()
    {
        using TestStore store = await OpenAsync();
        await store.Mailbox.AppendAsync([Items.New("a", "before")], default);
        _server.Crash();

        await ShouldBeRefusedAsync(store);
        _server.StartServer();
        await ShouldWorkAgainAsync(store);
        (await store.Mailbox.CountAsync(default)).Should().Be(2);
    }

    [Fact]
    public async Task R09_ServerHangs_EveryCallEndsInItsTimeAndGoesOnByItself()
    {
        using TestStore store = await OpenAsync();
        await store.Mailbox.AppendAsync([Items.New("a", "before")], default);
        IReadOnlyList<int> processes = _server.ServerProcesses();
        ProcessSignal.Freeze(processes);
        try
        {
            await ShouldBeRefusedAsync(store);
        }
        finally
        {
            ProcessSignal.Wake(processes);
        }

        await ShouldWorkAgainAsync(store);
    }

    /// <summary>Connections that lie idle while the server hangs hold up nobody: neither those who take them next nor the threads of the host.</summary>
    [Fact]
    public async Task R09_ServerHangsWhileConnectionsAreIdle_CallsOfLaterStillEndInTheirTime()
    {
        using TestStore store = await OpenAsync(commandTimeout: TimeSpan.FromSeconds(4));
        await Task.WhenAll(Enumerable.Range(0, PoolSize).Select(_ => store.Mailbox.CountAsync(default).AsTask()));
        IReadOnlyList<int> processes = _server.ServerProcesses();
        ProcessSignal.Freeze(processes);
        try
        {
            // The whole is timed: a host without free threads is late with everything, this wait included.
            var watch = Stopwatch.StartNew();
            await Task.Delay(Idle);
            Func<Task>[] calls = [.. Enumerable.Range(0, PoolSize).Select(_ => (Func<Task>)(() => Task.Run(async () => await store.Mailbox.CountAsync(default))))];
            await Task.WhenAll(calls.Select(call => call.Should().ThrowAsync<StoreUnavailableException>()));
            watch.Elapsed.Should().BeLessThan(Idle + CallBound + Scheduling);
        }
        finally
        {
            ProcessSignal.Wake(processes);
        }

        await ShouldWorkAgainAsync(store);
    }

    [Fact]
    public async Task R10_AnswerIsLost_WhatWasDoneIsDoneOnce()
    {
        await using var proxy = new TcpProxy([_server.Port]);
        using TestStore store = await OpenAsync(proxy.Port);
        MailboxAppend item = Items.New("a", "x");
        proxy.CutAnswers = 1;
        (await store.Mailbox.AppendAsync([item], default)).Status.Should().Be(AppendStatus.Unavailable);
        proxy.CutAnswers = 0;
        await AssertEventuallyAsync(async () => (await store.Mailbox.AppendAsync([item], default)).Duplicates == 1);

        MailboxLease lease = (await store.Mailbox.ReceiveAsync(1, default)).Should().ContainSingle().Subject;
        proxy.CutAnswers = 1;
        Func<Task> commit = async () => await store.Conversations.CommitAsync(Items.Commit(lease), default);
        await commit.Should().ThrowAsync<StoreUnavailableException>();
        proxy.CutAnswers = 0;
        proxy.Cuts.Should().BeGreaterThanOrEqualTo(2);

        await AssertEventuallyAsync(async () => (await store.Conversations.LoadAsync(lease.Conversation, default))?.Version == 1);
        (await store.Conversations.CommitAsync(Items.Commit(lease), default)).Should().Be(CommitOutcome.Fenced);
        (await store.Mailbox.CountAsync(default)).Should().Be(0);
    }

    /// <summary>A lease whose answer was lost was not begun by anybody: it neither waits for its end nor counts as a death.</summary>
    [Fact]
    public async Task R10_AnswerOfReceiveIsLost_TheConversationIsLeasedAgainAtOnceWithoutBlame()
    {
        await using var proxy = new TcpProxy([_server.Port]);
        using TestStore store = await OpenAsync(proxy.Port);
        await store.Mailbox.AppendAsync([Items.New("a", "x")], default);
        proxy.CutAnswers = 1;
        Func<Task> receive = async () => await store.Mailbox.ReceiveAsync(5, default);
        await receive.Should().ThrowAsync<StoreUnavailableException>();
        proxy.CutAnswers = 0;

        IReadOnlyList<MailboxLease> leases = [];
        await AssertEventuallyAsync(async () => (leases = await store.Mailbox.ReceiveAsync(5, default)).Count == 1);
        leases[0].Items[0].Deliveries.Should().Be(1);
        (await store.Conversations.CommitAsync(Items.Commit(leases[0]), default)).Should().Be(CommitOutcome.Saved);
    }

    [Fact]
    public async Task Connections_AllCut_TheNextCallsGoOn()
    {
        await using var proxy = new TcpProxy([_server.Port]);
        using TestStore store = await OpenAsync(proxy.Port);
        proxy.CutAll();
        await AssertEventuallyAsync(async () => (await store.Mailbox.AppendAsync([Items.New("a", "x")], default)).Appended == 1);
        (await store.Health.CheckAsync(default)).IsReady.Should().BeTrue();
    }

    /// <summary>R05: with a full disk, reads go on while writes fail. That is one piece of news, not one for each of them.</summary>
    [Fact]
    public async Task R05_WritesFailWhileReadsWork_IsSaidOnceInAWhileAndItsEndToo()
    {
        var log = new RecordingLogger();
        var clock = new SteppingClock();
        PostgreSqlOptions options = TestStore.Options(TestCluster.NewSchema(), options => options.ConnectionString = _server.ConnectionString);
        using TestStore store = await TestStore.OpenAsync(options, clock, log);
        await _server.ExecuteAsync($"""
            CREATE FUNCTION {options.Schema}.no_space() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no space left' USING ERRCODE = 'disk_full'; END $$;
            CREATE TRIGGER no_space BEFORE INSERT ON {options.Schema}.inbox EXECUTE FUNCTION {options.Schema}.no_space();
            """);
        for (int i = 0; i < 20; i++)
        {
            clock.Step(TimeSpan.FromMilliseconds(100));
            (await store.Mailbox.AppendAsync([Items.New("a", "x")], default)).Status.Should().Be(AppendStatus.Unavailable);
            await store.Mailbox.CountAsync(default);
        }

        log.Lines.Where(line => line.Contains("The store ")).Should().ContainSingle().Which.Should().Contain("disk of the database is full");

        await _server.ExecuteAsync($"DROP TRIGGER no_space ON {options.Schema}.inbox");
        for (int i = 0; i < 2; i++)
        {
            clock.Step(TimeSpan.FromMinutes(1));
            (await store.Mailbox.AppendAsync([Items.New("a", "x")], default)).Status.Should().Be(AppendStatus.Stored);
        }

        log.Lines.Should().ContainSingle(line => line.Contains("The store works again."));
    }

    private static async Task ShouldBeRefusedAsync(TestStore store)
    {
        // The first that a webhook of a person asks for who is not known here.
        var watch = Stopwatch.StartNew();
        Func<Task> late = async () => await store.Erasures.FindAsync(new AccountKey("meta", "a"), [new ContactAddress(ContactAddressKind.Phone, "1")], 7, default);
        await late.Should().ThrowAsync<StoreUnavailableException>();
        watch.Elapsed.Should().BeLessThan(AcceptBound);

        watch.Restart();
        AppendResult[] results = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(async () => await store.Mailbox.AppendAsync([Items.New($"c{i}", "x")], default))));
        watch.Elapsed.Should().BeLessThan(AcceptBound);
        results.Should().OnlyContain(result => result.Status == AppendStatus.Unavailable);

        watch.Restart();
        Func<Task> resolve = async () => await store.Contacts.ResolveAsync(new AccountKey("meta", "a"), [new ContactAddress(ContactAddressKind.Phone, "1")], () => new ConversationId("n"), default);
        await resolve.Should().ThrowAsync<StoreUnavailableException>();
        watch.Elapsed.Should().BeLessThan(AcceptBound);

        watch.Restart();
        Func<Task>[] calls = [
            async () => await store.Mailbox.ReceiveAsync(5, default),
            async () => await store.Conversations.LoadAsync(new ConversationId("a"), default),
            async () => await store.Mailbox.WaitAsync(TimeSpan.FromMinutes(1), default),
            async () => await store.Mailbox.CountAsync(default),
        ];
        await Task.WhenAll(calls.Select(call => call.Should().ThrowAsync<StoreUnavailableException>()));
        watch.Elapsed.Should().BeLessThan(CallBound);
        ComponentHealth health = await store.Health.CheckAsync(default);
        health.IsReady.Should().BeFalse();
        health.Description.Should().Contain("does not work: ");
    }

    private static async Task ShouldWorkAgainAsync(TestStore store)
    {
        MailboxAppend after = Items.New("a", "after");
        await AssertEventuallyAsync(async () => (await store.Mailbox.AppendAsync([after], default)).Status == AppendStatus.Stored);
        await AssertEventuallyAsync(async () => (await store.Mailbox.ReceiveAsync(5, default)).Count > 0);
        (await store.Health.CheckAsync(default)).IsReady.Should().BeTrue();
    }

    private static async Task AssertEventuallyAsync(Func<Task<bool>> condition)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                if (await condition())
                {
                    return;
                }
            }
            catch (StoreUnavailableException) when (watch.Elapsed < Patience)
            {
                // Not yet.
            }

            watch.Elapsed.Should().BeLessThan(Patience);
            await Task.Delay(50);
        }
    }

    private Task<TestStore> OpenAsync(int? port = null, TimeSpan? commandTimeout = null) => TestStore.OpenAsync(TestStore.Options(TestCluster.NewSchema(), options =>
    {
        options.ConnectionString = _server.ConnectionString.Replace($"Port={_server.Port}", $"Port={port ?? _server.Port}", StringComparison.Ordinal) + $";Maximum Pool Size={PoolSize}";
        options.AcceptTimeout = TimeSpan.FromMilliseconds(800);
        options.CommandTimeout = commandTimeout ?? TimeSpan.FromSeconds(2);
    }));
}
