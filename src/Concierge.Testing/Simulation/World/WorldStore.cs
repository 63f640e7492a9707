using Concierge.Storage;
using Concierge.Testing.Simulation.Scheduling;

namespace Concierge.Testing.Simulation.World;

/// <summary>The durable store, what it let the ledger know, and when somebody must be woken.</summary>
internal sealed class WorldStore(SimulationWorld world, SimulationStore store)
{
    private readonly SortedSet<DateTimeOffset> _known = [];

    public SimulationStore Inner => store;

    /// <summary>Grows with every write, so that a waiter knows whether it has seen the latest.</summary>
    public long Changes { get; private set; }

    /// <summary>Nothing can be read or written before this time of the world.</summary>
    public TimeSpan AwayUntil { get; set; }

    public bool IsAway => world.Clock.Elapsed < AwayUntil;

    /// <summary>Raised after every write.</summary>
    public event Action? Changed;

    public async ValueTask<AppendResult> AppendAsync(IReadOnlyList<MailboxAppend> items)
    {
        AppendResult result = await store.Mailbox.AppendAsync(items, CancellationToken.None);
        if (result.Status == AppendStatus.Stored)
        {
            foreach (MailboxAppend item in items)
            {
                world.Commits.Appended(item);
                Remember(item.DueAt);
            }

            RaiseChanged();
        }

        return result;
    }

    public async ValueTask<CommitOutcome> CommitAsync(TurnCommit commit, SimulatedProcess process)
    {
        CommitOutcome outcome = await store.Conversations.CommitAsync(commit, CancellationToken.None);
        world.Note($"commit {commit.Lease.Conversation}@{commit.ExpectedVersion} of process {process.Number}: {outcome}");
        if (outcome == CommitOutcome.Saved)
        {
            world.Commits.Committed(commit, process.Number, process.Context.WasFrozen, world.Now);
            Remember(commit.WakeAt);
            foreach (MailboxAppend item in commit.Append)
            {
                world.Commits.Appended(item);
                Remember(item.DueAt);
            }
        }

        RaiseChanged();
        return outcome;
    }

    public async ValueTask<CommitOutcome> EraseAsync(IErasureStore erasures, Erasure erasure, SimulatedProcess process)
    {
        CommitOutcome outcome = await erasures.EraseAsync(erasure, CancellationToken.None);
        world.Note($"erasure of {erasure.Lease.Conversation} by process {process.Number}: {outcome}");
        if (outcome == CommitOutcome.Saved)
        {
            world.Erasures.Erased(erasure.Lease.Conversation, world.Now);
            foreach (MailboxAppend item in erasure.Append)
            {
                // What waited behind the wish is told apart now, and is news where it goes.
                world.Commits.Appended(item);
                world.Ledger.Conversation(item.Conversation).HasNews = true;
                Remember(item.DueAt);
            }
        }

        RaiseChanged();
        return outcome;
    }

    public void Remember(DateTimeOffset? time)
    {
        if (time is { } known)
        {
            _known.Add(known);
        }
    }

    public void RaiseChanged()
    {
        Changes++;
        Changed?.Invoke();
    }

    /// <summary>The first time after a given one at which something becomes due, or null.</summary>
    public DateTimeOffset? NextKnown(DateTimeOffset after)
    {
        _known.RemoveWhere(time => time <= after);
        return _known.Count == 0 ? null : _known.Min;
    }
}
