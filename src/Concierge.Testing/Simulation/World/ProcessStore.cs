using Concierge.Storage;
using Concierge.Testing.Simulation.Scheduling;

namespace Concierge.Testing.Simulation.World;

/// <summary>
/// The store as one process reaches it: every call takes time before and after it has its effect, so that a crash falls
/// between any two; some calls fail, and some have their effect although the process has gone or was told that they failed.
/// </summary>
internal sealed class ProcessStore(SimulationWorld world, WorldStore store, SimulatedProcess process)
    : IMailbox, IConversationStore, ITranscriptStore, IContactDirectory, IRecordStore, IErasureStore
{
    private const double Travels = 0.1;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(6);

    private readonly SimulationRandom _random = world.Random.Fork();
    private long _seenChanges = -1;

    /// <summary>What the last look saw; what became due since then must not be slept over.</summary>
    private DateTimeOffset _lookedAt;

    public async ValueTask<AppendResult> AppendAsync(IReadOnlyList<MailboxAppend> items, CancellationToken cancellationToken)
    {
        try
        {
            return await WriteAsync(() => store.AppendAsync(items));
        }
        catch (StoreUnavailableException)
        {
            return new AppendResult(AppendStatus.Unavailable, 0, 0);
        }
    }

    public ValueTask<CommitOutcome> CommitAsync(TurnCommit commit, CancellationToken cancellationToken) =>
        WriteAsync(() => store.CommitAsync(commit, process));

    public ValueTask<IReadOnlyList<MailboxLease>> ReceiveAsync(int maxConversations, CancellationToken cancellationToken) => CallAsync(async () =>
    {
        _seenChanges = store.Changes;
        _lookedAt = world.Time.GetUtcNow();
        store.Remember(_lookedAt + store.Inner.LeaseTime);
        IReadOnlyList<MailboxLease> leases = await store.Inner.Mailbox.ReceiveAsync(maxConversations, CancellationToken.None);
        foreach (MailboxLease lease in leases)
        {
            world.Commits.Received(lease.Items);
        }

        return leases;
    });

    public ValueTask<IReadOnlyList<MailboxItem>> ReceiveMoreAsync(MailboxLease lease, long afterSequence, CancellationToken cancellationToken) =>
        CallAsync(async () =>
        {
            IReadOnlyList<MailboxItem> items = await store.Inner.Mailbox.ReceiveMoreAsync(lease, afterSequence, CancellationToken.None);
            world.Commits.Received(items);
            return items;
        });

    public ValueTask<bool> RenewAsync(MailboxLease lease, CancellationToken cancellationToken) => CallAsync(() =>
    {
        store.Remember(world.Time.GetUtcNow() + store.Inner.LeaseTime);
        return store.Inner.Mailbox.RenewAsync(lease, CancellationToken.None);
    });

    public async ValueTask ReleaseAsync(MailboxLease lease, long? startedSequence, DateTimeOffset? notBefore, CancellationToken cancellationToken) =>
        await CallAsync(async () =>
        {
            await store.Inner.Mailbox.ReleaseAsync(lease, startedSequence, notBefore, CancellationToken.None);
            store.Remember(notBefore);
            store.RaiseChanged();
            return true;
        });

    public async ValueTask FailAsync(MailboxLease lease, long sequence, DateTimeOffset notBefore, CancellationToken cancellationToken) =>
        await CallAsync(async () =>
        {
            await store.Inner.Mailbox.FailAsync(lease, sequence, notBefore, CancellationToken.None);
            store.Remember(notBefore);
            store.RaiseChanged();
            return true;
        });

    public async ValueTask WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        // The contract wakes a waiter for everything that may be due, so idle polls only cost time: days pass in one step.
        DateTimeOffset? known = store.NextKnown(_lookedAt);
        TimeSpan longest = world.Plan.StepsTheWallClock ? Poll : LongestWait;
        TimeSpan wait = known - world.Time.GetUtcNow() is { } until && until < longest ? until : longest;
        if (_seenChanges != store.Changes || wait <= TimeSpan.Zero)
        {
            await Task.Yield();
            return;
        }

        var woken = new TaskCompletionSource();
        void Wake() => woken.TrySetResult();
        store.Changed += Wake;
        using (cancellationToken.Register(Wake))
        await using (process.Clock.CreateTimer(_ => Wake(), null, wait, Timeout.InfiniteTimeSpan))
        {
            await woken.Task;
        }

        store.Changed -= Wake;
        cancellationToken.ThrowIfCancellationRequested();
    }

    public ValueTask<long> CountAsync(CancellationToken cancellationToken) =>
        CallAsync(() => store.Inner.Mailbox.CountAsync(CancellationToken.None));

    public async ValueTask ForgetAsync(DateTimeOffset seenBefore, CancellationToken cancellationToken) =>
        await CallAsync(async () =>
        {
            await store.Inner.Mailbox.ForgetAsync(seenBefore, CancellationToken.None);
            return true;
        });

    public ValueTask<IReadOnlyList<DeadLetter>> ListDeadLettersAsync(long? before, int limit, CancellationToken cancellationToken) =>
        CallAsync(() => store.Inner.Mailbox.ListDeadLettersAsync(before, limit, CancellationToken.None));

    public ValueTask<long> CountDeadLettersAsync(CancellationToken cancellationToken) =>
        CallAsync(() => store.Inner.Mailbox.CountDeadLettersAsync(CancellationToken.None));

    public ValueTask<bool> ReplayAsync(long deadLetterId, CancellationToken cancellationToken) =>
        CallAsync(() => store.Inner.Mailbox.ReplayAsync(deadLetterId, CancellationToken.None));

    public ValueTask<StoredConversation?> LoadAsync(ConversationId id, CancellationToken cancellationToken) =>
        CallAsync(() => store.Inner.Conversations.LoadAsync(id, CancellationToken.None));

    public ValueTask<IReadOnlyList<ConversationSummary>> ListAsync(DateTimeOffset? activeBefore, int limit, CancellationToken cancellationToken) =>
        CallAsync(() => store.Inner.Conversations.ListAsync(activeBefore, limit, CancellationToken.None));

    public ValueTask<IReadOnlyList<TranscriptEntry>> ReadAsync(ConversationId id, long? before, int limit, CancellationToken cancellationToken) =>
        CallAsync(() => store.Inner.Transcripts.ReadAsync(id, before, limit, CancellationToken.None));

    public ValueTask<TranscriptEntry?> FindAsync(ConversationId id, long ordinal, CancellationToken cancellationToken) =>
        CallAsync(() => store.Inner.Transcripts.FindAsync(id, ordinal, CancellationToken.None));

    public ValueTask<ConversationId> ResolveAsync(AccountKey account, IReadOnlyList<ContactAddress> addresses, Func<ConversationId> newId, CancellationToken cancellationToken) =>
        CallAsync(() => store.Inner.Contacts.ResolveAsync(account, addresses, newId, CancellationToken.None));

    public ValueTask<ConversationId?> FindAsync(AccountKey account, IReadOnlyList<ContactAddress> addresses, CancellationToken cancellationToken) =>
        CallAsync(() => store.Inner.Contacts.FindAsync(account, addresses, CancellationToken.None));

    public ValueTask<StoredRecord?> LoadAsync(string collection, string id, CancellationToken cancellationToken) =>
        CallAsync(() => store.Inner.Records.LoadAsync(collection, id, CancellationToken.None));

    public ValueTask<bool> SaveAsync(IReadOnlyList<RecordWrite> writes, CancellationToken cancellationToken) =>
        WriteAsync(() => store.Inner.Records.SaveAsync(writes, CancellationToken.None));

    public ValueTask<IReadOnlyList<StoredRecord>> ListAsync(string collection, string prefix, string? after, int limit, CancellationToken cancellationToken) =>
        CallAsync(() => store.Inner.Records.ListAsync(collection, prefix, after, limit, CancellationToken.None));

    public ValueTask<CommitOutcome> EraseAsync(Erasure erasure, CancellationToken cancellationToken) =>
        WriteAsync(() => store.EraseAsync(Erasures, erasure, process));

    public ValueTask<DateTimeOffset?> FindAsync(ConversationId conversation, CancellationToken cancellationToken) =>
        CallAsync(() => Erasures.FindAsync(conversation, CancellationToken.None));

    public ValueTask<ErasedContact?> FindAsync(AccountKey account, IReadOnlyList<ContactAddress> addresses, UInt128 key, CancellationToken cancellationToken) =>
        CallAsync(() => Erasures.FindAsync(account, addresses, key, CancellationToken.None));

    public async ValueTask ForgetContactsAsync(DateTimeOffset erasedBefore, CancellationToken cancellationToken) =>
        await CallAsync(async () =>
        {
            await Erasures.ForgetContactsAsync(erasedBefore, CancellationToken.None);
            return true;
        });

    public ValueTask<IReadOnlyList<ErasedConversation>> ListErasedAsync(DateTimeOffset? erasedBefore, int limit, CancellationToken cancellationToken) =>
        CallAsync(() => Erasures.ListErasedAsync(erasedBefore, limit, CancellationToken.None));

    /// <summary>Registered only where the store has it.</summary>
    private IErasureStore Erasures => store.Inner.Erasures!;

    private async ValueTask<T> CallAsync<T>(Func<ValueTask<T>> call)
    {
        await PauseAsync();
        FailAtTimes();
        T result = await call();
        await PauseAsync();
        return result;
    }

    /// <summary>A write may be on its way when the process dies, and may be done when the process is told that it failed.</summary>
    private async ValueTask<T> WriteAsync<T>(Func<ValueTask<T>> write)
    {
        await PauseAsync();
        FailAtTimes();
        T result = _random.Chance(Travels) ? await TravelAsync(write) : await write();
        await PauseAsync();
        FailAtTimes();
        return result;
    }

    private Task<T> TravelAsync<T>(Func<ValueTask<T>> write)
    {
        var done = new TaskCompletionSource<T>();
        _ = world.Start(async () =>
        {
            await world.Delay(_random.Seconds(0, 0.5));
            done.SetResult(await write());
        });
        return done.Task;
    }

    private async ValueTask PauseAsync()
    {
        double luck = _random.NextDouble();
        if (luck < 0.8)
        {
            await Task.Yield();
            return;
        }

        await Task.Delay(luck < 0.99 ? _random.Seconds(0, 0.02) : _random.Seconds(0, 2), process.Clock);
    }

    private void FailAtTimes()
    {
        if (store.IsAway || _random.Chance(world.Plan.StorageFaults))
        {
            throw new StoreUnavailableException("The simulated store is away.");
        }
    }
}
