using Concierge.Storage;

namespace Concierge.InMemory;

/// <content>What waits, who has it, and what was given up.</content>
internal sealed partial class InMemoryStore
{
    public ValueTask<AppendResult> AppendAsync(IReadOnlyList<MailboxAppend> items, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(items);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            List<MailboxAppend> added = _dedup.Fresh(items);
            if (added.Count > 0 && _waiting + added.Count > maxBacklog)
            {
                return new(new AppendResult(AppendStatus.Overloaded, 0, 0));
            }

            AddAll(added);
            return new(new AppendResult(AppendStatus.Stored, added.Count, items.Count - added.Count));
        }
    }

    public ValueTask<IReadOnlyList<MailboxLease>> ReceiveAsync(int maxConversations, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            DateTimeOffset now = clock.GetUtcNow();
            var leases = new List<MailboxLease>();
            while (leases.Count < maxConversations && _schedule.Take(now) is { } conversation)
            {
                leases.Add(Lease(conversation, now));
            }

            return new(leases);
        }
    }

    public ValueTask<IReadOnlyList<MailboxItem>> ReceiveMoreAsync(MailboxLease lease, long afterSequence, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            return new(Held(lease)?.Due(clock.GetUtcNow(), afterSequence) ?? []);
        }
    }

    public ValueTask<bool> RenewAsync(MailboxLease lease, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            if (Held(lease) is not { } conversation)
            {
                return new(false);
            }

            conversation.LeaseExpiresAt = ExpiresAt(clock.GetUtcNow());
            return new(true);
        }
    }

    public ValueTask ReleaseAsync(MailboxLease lease, long? startedSequence, DateTimeOffset? notBefore, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (Held(lease) is { } conversation)
            {
                if (startedSequence is { } sequence && conversation.Find(sequence) is { Deliveries: > 0 } item)
                {
                    item.Deliveries--;
                }

                End(conversation, notBefore);
            }
        }

        return default;
    }

    public ValueTask FailAsync(MailboxLease lease, long sequence, DateTimeOffset notBefore, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (Held(lease) is { } conversation)
            {
                if (conversation.Find(sequence) is { } item)
                {
                    item.Failures++;
                }

                End(conversation, notBefore);
            }
        }

        return default;
    }

    public ValueTask WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            DateTimeOffset now = clock.GetUtcNow();
            DateTimeOffset? next = _schedule.NextAt(now);
            if (next <= now || atMost == TimeSpan.Zero)
            {
                return default;
            }

            TimeSpan wait = next - now is { } known && (known < atMost || atMost < TimeSpan.Zero) ? known : atMost;
            return _waiters.WaitAsync(_waiters.Add(), wait < LongestTimer ? wait : LongestTimer, cancellationToken);
        }
    }

    public ValueTask<long> CountAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return new(_waiting);
        }
    }

    public ValueTask ForgetAsync(DateTimeOffset seenBefore, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _dedup.Forget(seenBefore);
        }

        return default;
    }

    public ValueTask<IReadOnlyList<DeadLetter>> ListDeadLettersAsync(long? before, int limit, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return new([.. _deadLetters.Values.Reverse().Where(letter => before is null || letter.Id < before).Take(limit)]);
        }
    }

    public ValueTask<long> CountDeadLettersAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return new(_deadLetters.Count);
        }
    }

    public ValueTask<bool> ReplayAsync(long deadLetterId, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (!_deadLetters.Remove(deadLetterId, out DeadLetter? letter))
            {
                return new(false);
            }

            AddAll([new MailboxAppend { Conversation = letter.Conversation, Key = 0, Payload = letter.Payload, Raw = letter.Raw, ReceivedAt = clock.GetUtcNow() }]);
            return new(true);
        }
    }
}
