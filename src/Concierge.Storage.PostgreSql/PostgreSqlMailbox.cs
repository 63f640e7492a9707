using System.Collections.Concurrent;
using System.Globalization;
using Concierge.Storage.PostgreSql.Database;
using Concierge.Storage.PostgreSql.Waking;
using Npgsql;

namespace Concierge.Storage.PostgreSql;

internal sealed class PostgreSqlMailbox(PostgreSqlEngine engine) : IMailbox
{
    /// <summary>Every so-manieth lease goes to a conversation that has just begun to wait.</summary>
    private const int NewcomerShare = 4;

    private const int ForgetSlice = 5000;

    /// <summary>How long to leave a row alone that is due and that another node is writing at this moment.</summary>
    private static readonly TimeSpan BusyPause = TimeSpan.FromMilliseconds(20);

    private readonly StoreClock _clock = engine.Clock;
    private readonly string _schema = engine.Options.Schema;
    private readonly ConcurrentQueue<string> _unanswered = new();
    private long _calls;
    private long _taken;
    private bool _lastWasEmpty;

    public ValueTask<AppendResult> AppendAsync(IReadOnlyList<MailboxAppend> items, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(items);
        cancellationToken.ThrowIfCancellationRequested();
        return engine.Appends.AppendAsync(items);
    }

    public async ValueTask<IReadOnlyList<MailboxLease>> ReceiveAsync(int maxConversations, CancellationToken cancellationToken)
    {
        if (maxConversations <= 0)
        {
            return [];
        }

        await GiveBackUnansweredAsync();
        string owner = string.Create(CultureInfo.InvariantCulture, $"{engine.Node}/{Interlocked.Increment(ref _calls)}");
        long taken = Volatile.Read(ref _taken);
        int newcomers = (int)(((taken + maxConversations) / NewcomerShare) - (taken / NewcomerShare));

        // Counted from before the question: the host must never believe in its lease for longer than the database does.
        DateTimeOffset expires = _clock.HostNow + engine.Options.LeaseDuration;
        SqlCommand command = new SqlCommand($"SELECT * FROM {_schema}.lease_conversations($1, $2, $3, $4, $5, $6)")
            .Time(_clock.Given).Text(owner).Long(StoreClock.Microseconds(engine.Options.LeaseDuration))
            .Int(maxConversations).Int(newcomers).Int(IMailbox.MaxItemsPerLease);
        List<(string Conversation, long Fence, MailboxItem? Item)> rows;
        try
        {
            rows = await engine.Database.RunAsync(
                connection => command.ListAsync(connection, row => (row.GetString(0), row.GetInt64(1), row.IsDBNull(2) ? null : Item(row, 2))), cancellationToken);
        }
        catch (Exception failure) when (failure is StoreUnavailableException or OperationCanceledException)
        {
            _unanswered.Enqueue(owner);
            throw;
        }

        MailboxLease[] leases = [.. rows.GroupBy(row => (row.Conversation, row.Fence)).Select(group => new MailboxLease
        {
            Conversation = new ConversationId(group.Key.Conversation),
            Fence = group.Key.Fence,
            Items = [.. group.Select(row => row.Item).OfType<MailboxItem>()],
            ExpiresAt = expires,
        })];
        Interlocked.Add(ref _taken, leases.Length);
        Volatile.Write(ref _lastWasEmpty, leases.Length == 0);
        return leases;
    }

    public async ValueTask<IReadOnlyList<MailboxItem>> ReceiveMoreAsync(MailboxLease lease, long afterSequence, CancellationToken cancellationToken)
    {
        SqlCommand command = new SqlCommand($"""
            SELECT b.sequence, b.received_at, b.deliveries, b.failures, b.payload, b.raw FROM {_schema}.inbox b
            WHERE b.conversation = $1 AND b.sequence > $2 AND (b.due_at IS NULL OR b.due_at <= coalesce($3, clock_timestamp()))
            AND EXISTS (SELECT 1 FROM {_schema}.conversation c WHERE c.id = $1 AND c.fence = $4 AND c.owner IS NOT NULL)
            ORDER BY b.sequence LIMIT $5
            """).Text(lease.Conversation.Value).Long(afterSequence).Time(_clock.Given).Long(lease.Fence).Int(IMailbox.MaxItemsPerLease);
        return await engine.Database.RunAsync(connection => command.ListAsync(connection, row => Item(row, 0)), cancellationToken);
    }

    public async ValueTask<bool> RenewAsync(MailboxLease lease, CancellationToken cancellationToken)
    {
        SqlCommand command = new SqlCommand($"""
            UPDATE {_schema}.conversation SET next_at = coalesce($1, clock_timestamp()) + $2 * interval '1 microsecond'
            WHERE id = $3 AND fence = $4 AND owner IS NOT NULL
            """).Time(_clock.Given).Long(StoreClock.Microseconds(engine.Options.LeaseDuration)).Text(lease.Conversation.Value).Long(lease.Fence);
        return await engine.Database.RunAsync(command.ExecuteAsync, cancellationToken) == 1;
    }

    public ValueTask ReleaseAsync(MailboxLease lease, long? startedSequence, DateTimeOffset? notBefore, CancellationToken cancellationToken) =>
        EndAsync(lease, startedSequence, null, notBefore, cancellationToken);

    public ValueTask FailAsync(MailboxLease lease, long sequence, DateTimeOffset notBefore, CancellationToken cancellationToken) =>
        EndAsync(lease, null, sequence, notBefore, cancellationToken);

    public async ValueTask WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Task next = engine.Signal.Next;
        long began = _clock.Host.GetTimestamp();
        engine.Signal.Enter();
        try
        {
            TimeSpan wait = Shorter(engine.Options.PollInterval, atMost);
            if (await NextAtAsync(cancellationToken) is { } known)
            {
                wait = Shorter(wait, known > TimeSpan.Zero ? known : Volatile.Read(ref _lastWasEmpty) ? BusyPause : TimeSpan.Zero);
            }

            TimeSpan left = wait - _clock.Host.GetElapsedTime(began);
            if (left > TimeSpan.Zero)
            {
                await WakeSignal.WaitAsync(next, left, _clock.Host, cancellationToken);
            }
        }
        finally
        {
            engine.Signal.Leave();
        }
    }

    public async ValueTask<long> CountAsync(CancellationToken cancellationToken) => await engine.Backlog.CountAsync(cancellationToken);

    public async ValueTask ForgetAsync(DateTimeOffset seenBefore, CancellationToken cancellationToken)
    {
        // One node at a time is enough; the lock ends with the statement.
        string slice = $"""
            DELETE FROM {_schema}.seen WHERE ctid = ANY (ARRAY(
                SELECT ctid FROM {_schema}.seen WHERE day < $1 AND pg_try_advisory_xact_lock(hashtextextended('concierge forget {_schema}', 0)) LIMIT {ForgetSlice}))
            """;
        int day = (int)(seenBefore.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks is var ticks ? Math.Clamp(ticks / TimeSpan.TicksPerDay, int.MinValue, int.MaxValue) : 0);
        while (await engine.Database.RunAsync(new SqlCommand(slice).Int(day).ExecuteAsync, cancellationToken) == ForgetSlice)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    public async ValueTask<IReadOnlyList<DeadLetter>> ListDeadLettersAsync(long? before, int limit, CancellationToken cancellationToken)
    {
        SqlCommand command = new SqlCommand($"SELECT id, conversation, kind, reason, at, payload, raw FROM {_schema}.dead WHERE id < $1 ORDER BY id DESC LIMIT $2")
            .Long(before ?? long.MaxValue).Int(Math.Max(limit, 0));
        return await engine.Database.RunAsync(
            connection => command.ListAsync(connection, row => new DeadLetter
            {
                Id = row.GetInt64(0),
                Conversation = new ConversationId(row.GetString(1)),
                Kind = (DeadLetterKind)row.GetInt16(2),
                Reason = row.GetString(3),
                At = row.Time(4),
                Payload = row.Bytes(5),
                Raw = row.Bytes(6),
            }),
            cancellationToken);
    }

    public async ValueTask<long> CountDeadLettersAsync(CancellationToken cancellationToken) =>
        await engine.Database.RunAsync(connection => new SqlCommand($"SELECT count(*) FROM {_schema}.dead").ReadAsync(connection, row => row.GetInt64(0)), cancellationToken);

    public async ValueTask<bool> ReplayAsync(long deadLetterId, CancellationToken cancellationToken)
    {
        SqlCommand command = new SqlCommand($"SELECT {_schema}.replay_dead($1, $2)").Time(_clock.Given).Long(deadLetterId);
        bool replayed = await engine.Database.RunAsync(connection => command.ReadAsync(connection, row => row.GetBoolean(0)), cancellationToken);
        if (replayed)
        {
            engine.Backlog.Change(1);
            engine.Notifier.Wake();
        }

        return replayed;
    }

    /// <summary>
    /// What an answer that was lost may have leased would wait until the leases end, and look as if this process had died of it.
    /// </summary>
    private async ValueTask GiveBackUnansweredAsync()
    {
        while (_unanswered.TryPeek(out string? owner))
        {
            SqlCommand command = new SqlCommand($"SELECT {_schema}.give_back($1, $2)").Time(_clock.Given).Text(owner);
            await engine.Database.RunAsync(connection => command.ReadAsync(connection, row => row.GetInt32(0)));
            _unanswered.TryDequeue(out _);
        }
    }

    private async ValueTask EndAsync(MailboxLease lease, long? started, long? failed, DateTimeOffset? notBefore, CancellationToken cancellationToken)
    {
        SqlCommand command = new SqlCommand($"SELECT {_schema}.end_lease($1, $2, $3, $4, $5, $6)")
            .Time(_clock.Given).Text(lease.Conversation.Value).Long(lease.Fence).Long(started).Long(failed).Long(_clock.Delay(notBefore));
        if (await engine.Database.RunAsync(connection => command.ReadAsync(connection, row => row.GetBoolean(0)), cancellationToken))
        {
            engine.Notifier.Wake();
        }
    }

    /// <summary>How long until something may be leased; null for nothing in sight.</summary>
    private async Task<TimeSpan?> NextAtAsync(CancellationToken cancellationToken)
    {
        SqlCommand command = new SqlCommand($"SELECT extract(epoch FROM min(next_at) - coalesce($1, clock_timestamp()))::double precision FROM {_schema}.conversation WHERE next_at IS NOT NULL").Time(_clock.Given);
        double? seconds = await engine.Database.RunAsync<double?>(connection => command.ReadAsync(connection, row => row.IsDBNull(0) ? (double?)null : row.GetDouble(0)), cancellationToken);
        return seconds is { } known ? TimeSpan.FromSeconds(Math.Min(known, TimeSpan.FromDays(1).TotalSeconds)) : null;
    }

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => b < TimeSpan.Zero || a < b ? a : b;

    private static MailboxItem Item(NpgsqlDataReader row, int first) => new()
    {
        Sequence = row.GetInt64(first),
        ReceivedAt = row.Time(first + 1),
        Deliveries = row.GetInt32(first + 2),
        Failures = row.GetInt32(first + 3),
        Payload = row.Bytes(first + 4),
        Raw = row.Bytes(first + 5),
    };
}
