using Concierge.Storage;

namespace Concierge.Scheduling;

/// <summary>
/// Lets one suspect in at a time: a conversation whose first input was being handled when a process died. Together they
/// would all be blamed for each further death, and the innocent would be given up with the guilty.
/// </summary>
internal sealed class SuspectGate(IMailbox mailbox, TimeProvider clock, StoreTroubleLog trouble)
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    private readonly AsyncSignal _left = new();
    private MailboxLease? _admitted;

    /// <summary>A suspect is being handled.</summary>
    public bool IsTaken => Volatile.Read(ref _admitted) is not null;

    /// <summary>
    /// The leases that may be handled now. When it completes, the others have been given back and their deliveries are not
    /// counted any more, so that no death of this process can be laid to their charge.
    /// </summary>
    /// <param name="leases">What was received.</param>
    /// <param name="notBefore">When those given back may come again; null for at once.</param>
    public async ValueTask<IReadOnlyList<MailboxLease>> AdmitAsync(IReadOnlyList<MailboxLease> leases, DateTimeOffset? notBefore)
    {
        var admitted = new List<MailboxLease>(leases.Count);
        var refused = new List<Task>();
        foreach (MailboxLease lease in leases)
        {
            if (!IsSuspect(lease))
            {
                admitted.Add(lease);
            }
            else if (!IsTaken)
            {
                Volatile.Write(ref _admitted, lease);
                admitted.Add(lease);
            }
            else
            {
                refused.Add(ReleaseAsync(lease, notBefore));
            }
        }

        await Task.WhenAll(refused);
        return admitted;
    }

    /// <summary>A lane has committed; when that was its first input, it is above suspicion.</summary>
    public void Committed(Lane lane)
    {
        if (IsTaken && lane.Lease.Items is [var first, ..] && lane.Peek()?.Item.Sequence != first.Sequence)
        {
            Leave(lane.Lease);
        }
    }

    /// <summary>A lane has ended.</summary>
    public void Leave(MailboxLease lease)
    {
        if (Interlocked.CompareExchange(ref _admitted, null, lease) == lease)
        {
            _left.Set();
        }
    }

    /// <summary>Completes when the suspect has left, after a time, or on cancellation, which is no error.</summary>
    public async ValueTask WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        DateTimeOffset deadline = clock.GetUtcNow() + atMost;
        while (IsTaken && !cancellationToken.IsCancellationRequested)
        {
            TimeSpan left = deadline - clock.GetUtcNow();
            if (left <= TimeSpan.Zero)
            {
                return;
            }

            await _left.WaitAsync(left, clock, cancellationToken);
        }
    }

    private static bool IsSuspect(MailboxLease lease) =>
        lease.Items is [var first, ..] && LaneInput.DeathsOf(first, begun: first.Deliveries) > 0;

    private async Task ReleaseAsync(MailboxLease lease, DateTimeOffset? notBefore)
    {
        while (true)
        {
            try
            {
                await mailbox.ReleaseAsync(lease, lease.Items[0].Sequence, notBefore, CancellationToken.None);
                return;
            }
            catch (StoreUnavailableException unavailable)
            {
                trouble.Write(unavailable);
                await Task.Delay(RetryDelay, clock);
            }
        }
    }
}
