using System.Text;
using Concierge.Storage;

namespace Concierge.InMemory;

/// <summary>
/// All stores in memory: for trying things out, tests and simulation. Every call completes before it returns and calls
/// the clock only, so a run is as repeatable as its caller.
/// </summary>
/// <param name="clock">The store's clock.</param>
/// <param name="maxBacklog">How many items may wait before appends are refused.</param>
/// <param name="lease">How long a lease lasts unless renewed; null when nobody else can take a conversation.</param>
internal sealed partial class InMemoryStore(TimeProvider clock, int maxBacklog, TimeSpan? lease = null)
    : IMailbox, IConversationStore, ITranscriptStore, IContactDirectory, IRecordStore, IErasureStore
{
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(30);

    private readonly Lock _lock = new();
    private readonly Dictionary<ConversationId, InMemoryConversation> _conversations = [];
    private readonly InMemorySchedule _schedule = new();
    private readonly InMemoryWaiters _waiters = new(clock);
    private readonly InMemoryDedup _dedup = new();
    private readonly InMemoryContacts _contacts = new();
    private readonly InMemoryRecords _records = new();
    private readonly InMemoryErasures _erasures = new();
    private readonly SortedDictionary<long, DeadLetter> _deadLetters = [];
    private long _sequence;
    private long _fence;
    private long _deadLetter;
    private long _waiting;

    /// <summary>Ends every live lease at once, as the death of the process that holds them would.</summary>
    internal void AbandonLeases()
    {
        lock (_lock)
        {
            DateTimeOffset now = clock.GetUtcNow();
            foreach (InMemoryConversation conversation in _conversations.Values)
            {
                if (conversation.Fence is not null)
                {
                    conversation.EndLease();
                    _schedule.Place(conversation, now);
                }
            }

            _waiters.WakeAll();
        }
    }

    /// <summary>Everything that is kept of persons, as bytes: what a search through the files of a durable store would see.</summary>
    internal IReadOnlyList<ReadOnlyMemory<byte>> Contents()
    {
        lock (_lock)
        {
            return
            [
                .. _conversations.Values.SelectMany(conversation => conversation.Contents()),
                .. _deadLetters.Values.SelectMany(letter => new[] { letter.Payload, letter.Raw, Encoding.UTF8.GetBytes($"{letter.Conversation} {letter.Reason}") }),
                .. _records.Contents(),
                .. _contacts.Contents(),
            ];
        }
    }

    public ValueTask<StoredConversation?> LoadAsync(ConversationId id, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return new(_conversations.GetValueOrDefault(id) is { Document: { } document } found ? new StoredConversation(document, found.Version) : null);
        }
    }

    public ValueTask<CommitOutcome> CommitAsync(TurnCommit commit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(commit);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            if (Held(commit.Lease) is not { } conversation)
            {
                return new(CommitOutcome.Fenced);
            }

            if (conversation.Version != commit.ExpectedVersion || !_records.AreAsExpected(commit.Records))
            {
                return new(CommitOutcome.Conflict);
            }

            Write(conversation, commit);
            return new(CommitOutcome.Saved);
        }
    }

    public ValueTask<IReadOnlyList<ConversationSummary>> ListAsync(DateTimeOffset? activeBefore, int limit, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            IEnumerable<ConversationSummary> all = _conversations.Values.Where(c => !c.Id.IsAccount).Select(c => c.Summary).OfType<ConversationSummary>();
            return new([.. all
                .Where(summary => activeBefore is null || summary.LastActivityAt < activeBefore)
                .OrderByDescending(summary => summary.LastActivityAt)
                .ThenByDescending(summary => summary.Id.Value, StringComparer.Ordinal)
                .Take(limit)]);
        }
    }

    public ValueTask<IReadOnlyList<TranscriptEntry>> ReadAsync(ConversationId id, long? before, int limit, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            IEnumerable<TranscriptEntry> newestFirst = _conversations.GetValueOrDefault(id)?.Transcript.Values.Reverse() ?? [];
            return new([.. newestFirst.Where(entry => before is null || entry.Ordinal < before).Take(limit)]);
        }
    }

    public ValueTask<TranscriptEntry?> FindAsync(ConversationId id, long ordinal, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return new(_conversations.GetValueOrDefault(id)?.Transcript.GetValueOrDefault(ordinal));
        }
    }

    public ValueTask<ConversationId> ResolveAsync(AccountKey account, IReadOnlyList<ContactAddress> addresses, Func<ConversationId> newId, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return new(_contacts.Resolve(account, addresses, newId));
        }
    }

    public ValueTask<ConversationId?> FindAsync(AccountKey account, IReadOnlyList<ContactAddress> addresses, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return new(_contacts.Find(account, addresses));
        }
    }

    public ValueTask<StoredRecord?> LoadAsync(string collection, string id, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return new(_records.Find(collection, id));
        }
    }

    public ValueTask<bool> SaveAsync(IReadOnlyList<RecordWrite> writes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(writes);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            if (!_records.AreAsExpected(writes))
            {
                return new(false);
            }

            _records.Write(writes);
            return new(true);
        }
    }

    public ValueTask<IReadOnlyList<StoredRecord>> ListAsync(string collection, string prefix, string? after, int limit, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return new(_records.List(collection, prefix, after, limit));
        }
    }

    private void Remove(InMemoryConversation conversation, long[] sequences)
    {
        foreach (long sequence in sequences)
        {
            _waiting -= conversation.Remove(sequence) ? 1 : 0;
        }
    }

    private DateTimeOffset? ExpiresAt(DateTimeOffset now) => now + lease;

    private InMemoryConversation? Held(MailboxLease held) =>
        _conversations.GetValueOrDefault(held.Conversation) is { } conversation && conversation.Fence == held.Fence ? conversation : null;

    private MailboxLease Lease(InMemoryConversation conversation, DateTimeOffset now)
    {
        conversation.Lease(++_fence, ExpiresAt(now));
        if (conversation.FirstDue(now) is { } first)
        {
            first.Deliveries++;
        }

        _schedule.Place(conversation, now);
        return new MailboxLease
        {
            Conversation = conversation.Id,
            Fence = _fence,
            Items = conversation.Due(now, long.MinValue),
            ExpiresAt = conversation.LeaseExpiresAt,
        };
    }

    private void End(InMemoryConversation conversation, DateTimeOffset? notBefore)
    {
        conversation.EndLease();
        conversation.NotBefore = notBefore;
        _schedule.Place(conversation, clock.GetUtcNow());
        _waiters.WakeAll();
    }

    private void Write(InMemoryConversation conversation, TurnCommit commit)
    {
        conversation.Save(commit.Document.ToArray(), commit.ExpectedVersion + 1, commit.Summary);
        foreach (TranscriptEntry entry in commit.Transcript)
        {
            conversation.Transcript[entry.Ordinal] = entry;
        }

        foreach (long sequence in commit.Consumed)
        {
            _waiting -= conversation.Remove(sequence) ? 1 : 0;
        }

        if (commit.Starting is { } starting && conversation.Find(starting) is { } item)
        {
            item.Deliveries++;
        }

        foreach (DeadLetter letter in commit.DeadLetters)
        {
            _deadLetters.Add(++_deadLetter, letter with { Id = _deadLetter, Payload = letter.Payload.ToArray(), Raw = letter.Raw.ToArray() });
        }

        _records.Write(commit.Records);
        conversation.WakeAt = commit.WakeAt;
        AddAll(_dedup.Fresh(commit.Append));
        if (commit.Release)
        {
            End(conversation, null);
        }
    }

    private void AddAll(List<MailboxAppend> items)
    {
        DateTimeOffset now = clock.GetUtcNow();
        foreach (MailboxAppend item in items)
        {
            _dedup.Remember(item.Key, item.ReceivedAt);
            if (!_conversations.TryGetValue(item.Conversation, out InMemoryConversation? conversation))
            {
                _conversations.Add(item.Conversation, conversation = new InMemoryConversation(item.Conversation));
            }

            conversation.Add(new InMemoryItem(++_sequence, item.Payload.ToArray(), item.Raw.ToArray(), item.ReceivedAt, item.DueAt));
            _waiting++;
            _schedule.Place(conversation, now);
            if (conversation.Count == 1)
            {
                _schedule.Welcome(conversation, now);
            }
        }

        if (items.Count > 0)
        {
            _waiters.WakeAll();
        }
    }
}
