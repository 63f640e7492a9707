using Concierge.Storage.Sqlite.State;
using Concierge.Storage.Sqlite.Writing;

namespace Concierge.Storage.Sqlite;

internal sealed class SqliteMailbox(SqliteEngine engine) : IMailbox
{
    /// <summary>What a lease carries while other conversations wait too: its owner gives way soon, and the rest would be read again.</summary>
    private const int ItemsWhileOthersWait = 8;

    /// <summary>How long a suspect waits for another one before it is looked at again.</summary>
    private static readonly TimeSpan SuspectPause = TimeSpan.FromMilliseconds(25);

    private readonly StoreState _state = engine.State;

    public ValueTask<AppendResult> AppendAsync(IReadOnlyList<MailboxAppend> items, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(items);
        cancellationToken.ThrowIfCancellationRequested();

        // Not cancelled once it is queued: the writer reads the caller's buffers.
        return new(engine.WriteAsync(new AppendOperation(items)));
    }

    /// <summary>Moves the recent keys to the sorted table, in slices, so that nobody waits long behind one.</summary>
    private async Task MoveKeysAsync()
    {
        try
        {
            KeyMove move = default;
            bool done = false;
            while (!done)
            {
                var step = new MoveKeysOperation(move);
                done = await engine.WriteAsync(step);
                move = step.Next;
            }
        }
        catch (StoreUnavailableException)
        {
            // The writer has logged why. A later call to receive begins again.
        }
        finally
        {
            lock (_state.Gate)
            {
                _state.RecentKeys.MoveEnded();
            }
        }
    }

    public async ValueTask<IReadOnlyList<MailboxLease>> ReceiveAsync(int maxConversations, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        List<LeaseInProgress> begun = Begin(maxConversations, out bool keysAreMany);
        if (keysAreMany)
        {
            _ = MoveKeysAsync();
        }

        if (begun.Count == 0)
        {
            return [];
        }

        List<long> counted = [];
        try
        {
            counted = await CountFirstDeliveriesAsync(begun);
            if (begun.Count == 0)
            {
                return [];
            }

            var leases = new List<MailboxLease>(begun.Count);
            foreach (LeaseInProgress lease in begun)
            {
                leases.Add(await FillAsync(lease));
            }

            return leases;
        }
        catch
        {
            await TakeBackAsync(counted);
            GiveBack(begun);
            throw;
        }
    }

    public async ValueTask<IReadOnlyList<MailboxItem>> ReceiveMoreAsync(MailboxLease lease, long afterSequence, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Slot? slot;
        List<long> due = [];
        lock (_state.Gate)
        {
            slot = _state.Held(lease);
            if (slot is not null)
            {
                due = slot.Due(_state.Now, afterSequence, IMailbox.MaxItemsPerLease);
            }
        }

        return due.Count == 0 ? [] : await ReadAsync(slot!, due);
    }

    public ValueTask<bool> RenewAsync(MailboxLease lease, CancellationToken cancellationToken)
    {
        lock (_state.Gate)
        {
            return new(_state.Held(lease) is not null);
        }
    }

    public ValueTask ReleaseAsync(MailboxLease lease, long? startedSequence, DateTimeOffset? notBefore, CancellationToken cancellationToken)
    {
        if (startedSequence is not null || notBefore is not null)
        {
            return new(engine.WriteAsync(new EndLeaseOperation(lease, startedSequence, null, notBefore?.UtcTicks), cancellationToken));
        }

        lock (_state.Gate)
        {
            if (_state.Held(lease) is { } slot)
            {
                _state.EndLease(slot, lease.Fence, null);
            }
        }

        return default;
    }

    public ValueTask FailAsync(MailboxLease lease, long sequence, DateTimeOffset notBefore, CancellationToken cancellationToken) =>
        new(engine.WriteAsync(new EndLeaseOperation(lease, null, sequence, notBefore.UtcTicks), cancellationToken));

    public ValueTask WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return _state.WaitAsync(atMost, cancellationToken);
    }

    public ValueTask<long> CountAsync(CancellationToken cancellationToken)
    {
        lock (_state.Gate)
        {
            return new(_state.Waiting);
        }
    }

    public async ValueTask ForgetAsync(DateTimeOffset seenBefore, CancellationToken cancellationToken)
    {
        while (await engine.WriteAsync(new ForgetRecentOperation(WriteSession.Day(seenBefore)), cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        byte[]? after = [0];
        while (after is not null)
        {
            cancellationToken.ThrowIfCancellationRequested();
            after = await engine.WriteAsync(new ForgetOperation(after, WriteSession.Day(seenBefore)), cancellationToken);
        }
    }

    public ValueTask<IReadOnlyList<DeadLetter>> ListDeadLettersAsync(long? before, int limit, CancellationToken cancellationToken) =>
        new(engine.Readers.Read(static (reader, page) => reader.DeadLetters(page.Before, page.Limit), (Before: before ?? long.MaxValue, Limit: Math.Max(limit, 0))));

    public ValueTask<long> CountDeadLettersAsync(CancellationToken cancellationToken)
    {
        lock (_state.Gate)
        {
            return new(_state.DeadLetters);
        }
    }

    public ValueTask<bool> ReplayAsync(long deadLetterId, CancellationToken cancellationToken) =>
        new(engine.WriteAsync(new ReplayOperation(deadLetterId, _state.Now), cancellationToken));

    private List<LeaseInProgress> Begin(int maxConversations, out bool keysAreMany)
    {
        lock (_state.Gate)
        {
            keysAreMany = _state.RecentKeys.TryBeginMove();
            long now = _state.Now;
            List<Slot> slots = _state.Lease(maxConversations);
            int limit = _state.IsAnyReady ? ItemsWhileOthersWait : IMailbox.MaxItemsPerLease;
            return slots.ConvertAll(slot => new LeaseInProgress(slot, slot.Fence!.Value, slot.Due(now, long.MinValue, limit)));
        }
    }

    /// <summary>Counts, and leaves out of <paramref name="begun"/> what must wait for another suspect.</summary>
    private async ValueTask<List<long>> CountFirstDeliveriesAsync(List<LeaseInProgress> begun)
    {
        long?[] first = [.. begun.Select(lease => lease.Due.Count > 0 ? lease.Due[0] : (long?)null)];
        if (Array.TrueForAll(first, sequence => sequence is null))
        {
            return [];
        }

        IReadOnlyList<int> waiting = await engine.WriteAsync(new BeginHandlingOperation(first));
        long until = (engine.Now + SuspectPause).UtcTicks;
        for (int i = waiting.Count - 1; i >= 0; i--)
        {
            LeaseInProgress lease = begun[waiting[i]];
            begun.RemoveAt(waiting[i]);
            lock (_state.Gate)
            {
                _state.EndLease(lease.Slot, lease.Fence, until);
            }
        }

        return [.. begun.Where(lease => lease.Due.Count > 0).Select(lease => lease.Due[0])];
    }

    /// <summary>What could not be handed out was not begun, and must not look as if it had killed the process.</summary>
    private async ValueTask TakeBackAsync(List<long> counted)
    {
        if (counted.Count == 0)
        {
            return;
        }

        try
        {
            await engine.WriteAsync(new CountDeliveriesOperation(counted, by: -1));
        }
        catch (StoreUnavailableException)
        {
            // The writer has logged why. The counts stay one too high, which is the safe side.
        }
    }

    private async ValueTask<MailboxLease> FillAsync(LeaseInProgress lease)
    {
        List<MailboxItem> items = await ReadAsync(lease.Slot, lease.Due);
        if (items.Count > 0 && items[0].Sequence != lease.Due[0])
        {
            // The first was damaged: what is first now is what begins.
            await engine.WriteAsync(new CountDeliveriesOperation([items[0].Sequence]));
            items[0] = items[0] with { Deliveries = items[0].Deliveries + 1 };
        }

        return new MailboxLease { Conversation = new ConversationId(lease.Slot.Id), Fence = lease.Fence, Items = items };
    }

    private async ValueTask<List<MailboxItem>> ReadAsync(Slot slot, List<long> sequences)
    {
        List<MailboxItem?> read = engine.Readers.Read(
            static (reader, wanted) => wanted.sequences.ConvertAll(sequence => reader.Item(wanted.slot.Key, sequence)), (slot, sequences));
        var items = new List<MailboxItem>(read.Count);
        for (int i = 0; i < read.Count; i++)
        {
            if (read[i] is { } item)
            {
                items.Add(item);
            }
            else
            {
                await BuryAsync(slot, sequences[i]);
            }
        }

        return items;
    }

    private async ValueTask BuryAsync(Slot slot, long sequence)
    {
        var letter = new DeadLetter
        {
            Conversation = new ConversationId(slot.Id),
            Kind = DeadLetterKind.Inbound,
            Reason = "damaged on the disk: its checksum does not match; its content is lost",
            At = engine.Now,
            Payload = default,
        };
        if (await engine.WriteAsync(new BuryOperation(slot, sequence, letter)))
        {
            engine.Logger.ItemDamaged(sequence, slot.Id);
        }
    }

    private void GiveBack(List<LeaseInProgress> begun)
    {
        lock (_state.Gate)
        {
            foreach (LeaseInProgress lease in begun)
            {
                _state.EndLease(lease.Slot, lease.Fence, null);
            }
        }
    }

    private readonly record struct LeaseInProgress(Slot Slot, long Fence, List<long> Due);
}
