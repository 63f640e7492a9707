using Concierge.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Concierge.Scheduling;

/// <summary>How a lane ends when its last commit did not end it: the host stops, a turn failed, the store is away, the lease is lost.</summary>
internal sealed class LaneExit(
    IMailbox mailbox,
    TimeProvider clock,
    IOptions<ConciergeOptions> options,
    StoreTroubleLog trouble,
    ILogger<LaneExit> logger)
{
    public static readonly TimeSpan FailurePause = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan MaxPause = TimeSpan.FromMinutes(1);

    /// <summary>Nothing more is to be done now: what was begun and not committed stays first in line.</summary>
    public async ValueTask LeaveAsync(Lane lane, CancellationToken stopping)
    {
        if (lane.IsDirty && stopping.IsCancellationRequested)
        {
            // The outcome of a send that has just ended; without it the next owner would not know.
            await (lane.HasOutcome ? UntilItHoldsAsync(() => lane.CommitAsync(CancellationToken.None)) : lane.CommitAsync(CancellationToken.None));
        }

        if (!lane.IsReleased)
        {
            await ReleaseAsync(lane.Lease, lane.StartedSequence, null);
        }
    }

    public async ValueTask FailAsync(MailboxLease lease, Lane? lane, Exception failure, CancellationToken lost)
    {
        DateTimeOffset now = clock.GetUtcNow();
        switch (failure)
        {
            case LeaseLostException:
                // A commit that was repeated because its answer was lost also ends here, and its lease still holds.
                Log.LeaseLost(logger, lease.Conversation);
                await ReleaseAsync(lease, null, null);
                break;
            case OperationCanceledException when lost.IsCancellationRequested:
                if (lane?.Hold.IsSure == false)
                {
                    Log.LeaseNotRenewed(logger, lease.Conversation);
                }

                await ReleaseAsync(lease, lane?.StartedSequence, null);
                break;
            case StoreUnavailableException unavailable:
                trouble.Write(unavailable);
                await ReleaseAsync(lease, lane?.StartedSequence, now + FailurePause);
                break;
            default:
                await FailTurnAsync(lease, lane?.TurnInput, failure, now);
                break;
        }
    }

    public ValueTask ReleaseAsync(MailboxLease lease, long? started, DateTimeOffset? notBefore) =>
        UntilItHoldsAsync(() => mailbox.ReleaseAsync(lease, started, notBefore, CancellationToken.None));

    private async ValueTask FailTurnAsync(MailboxLease lease, LaneInput? input, Exception failure, DateTimeOffset now)
    {
        if (input is null)
        {
            Log.LaneFailed(logger, lease.Conversation, failure);
            await ReleaseAsync(lease, null, now + MaxPause);
            return;
        }

        int failures = input.Item.Failures + 1;
        DateTimeOffset retryAt = now + RetryDelay(failures);
        Log.TurnFailed(logger, lease.Conversation, failures, retryAt, failure.GetType().Name, failure);
        await UntilItHoldsAsync(() => mailbox.FailAsync(lease, input.Item.Sequence, retryAt, CancellationToken.None));
    }

    private TimeSpan RetryDelay(int failures)
    {
        TimeSpan delay = options.Value.TurnRetryDelay * Math.Pow(2, Math.Clamp(failures - 1, 0, 10));
        return delay < MaxPause ? delay : MaxPause;
    }

    /// <summary>A lease that never expires must be given back, however long the store is away.</summary>
    private async ValueTask UntilItHoldsAsync(Func<ValueTask> endLease)
    {
        while (true)
        {
            try
            {
                await endLease();
                return;
            }
            catch (StoreUnavailableException unavailable)
            {
                trouble.Write(unavailable);
                await Task.Delay(FailurePause, clock);
            }
        }
    }
}
