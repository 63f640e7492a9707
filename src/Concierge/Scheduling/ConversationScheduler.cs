using Concierge.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Concierge.Scheduling;

/// <summary>
/// Gives every conversation that has something to do a lane of its own: one lane per conversation, many in parallel,
/// the longest waiting first.
/// </summary>
internal sealed class ConversationScheduler(
    ConciergeJourney journey,
    SuspectGate suspects,
    IMailbox mailbox,
    TimeProvider clock,
    IOptions<ConciergeOptions> options,
    ConciergeStatistics statistics,
    StoreTroubleLog trouble,
    ILogger<ConversationScheduler> logger,
    IErasureStore? erasures = null)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ForgetInterval = TimeSpan.FromMinutes(10);

    /// <summary>How long new conversations wait for a suspect, so that the next suspect can follow at once.</summary>
    private static readonly TimeSpan SuspectPatience = TimeSpan.FromSeconds(2);

    private readonly AsyncSignal _laneEnded = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _aborting = new();
    private Task _loop = Task.CompletedTask;
    private Task _housekeeping = Task.CompletedTask;
    private int _active;

    public void Start()
    {
        _loop = ReceiveLoopAsync();
        _housekeeping = ForgetLoopAsync();
    }

    /// <summary>Takes no new work, lets what runs come to an end, then cancels it.</summary>
    public async Task StopAsync()
    {
        _stopping.Cancel();
        await _loop;
        await _housekeeping;
        DateTimeOffset deadline = clock.GetUtcNow() + options.Value.StopTimeout;
        while (Volatile.Read(ref _active) > 0)
        {
            TimeSpan left = deadline - clock.GetUtcNow();
            if (left <= TimeSpan.Zero)
            {
                break;
            }

            await _laneEnded.WaitAsync(left, clock, CancellationToken.None);
        }

        Log.Stopped(logger, Volatile.Read(ref _active));
        _aborting.Cancel();
    }

    private async Task ReceiveLoopAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            int free = options.Value.MaxParallelConversations - Volatile.Read(ref _active);
            if (free <= 0)
            {
                await _laneEnded.WaitAsync(PollInterval, clock, _stopping.Token);
                continue;
            }

            try
            {
                IReadOnlyList<MailboxLease> leases = await mailbox.ReceiveAsync(free, CancellationToken.None);
                journey.OthersWait = leases.Count >= free;
                await RunLanesAsync(leases);
                if (leases.Count == 0)
                {
                    await mailbox.WaitAsync(PollInterval, _stopping.Token);
                }
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                TellOf(failure);
                await Task.Delay(RetryDelay, clock, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>A store that is away is told once in a while and in a line: it may be away for hours.</summary>
    private void TellOf(Exception failure)
    {
        if (failure is StoreUnavailableException unavailable)
        {
            trouble.Write(unavailable);
        }
        else
        {
            Log.ReceiveFailed(logger, failure);
        }
    }

    private async ValueTask RunLanesAsync(IReadOnlyList<MailboxLease> leases)
    {
        DateTimeOffset? notBefore = suspects.IsTaken ? clock.GetUtcNow() + SuspectPatience : null;
        IReadOnlyList<MailboxLease> admitted = await suspects.AdmitAsync(leases, notBefore);
        foreach (MailboxLease lease in admitted)
        {
            Interlocked.Increment(ref _active);
            _ = RunLaneAsync(lease);
        }

        if (admitted.Count < leases.Count && notBefore is null)
        {
            await suspects.WaitAsync(SuspectPatience, _stopping.Token);
        }
    }

    private async Task RunLaneAsync(MailboxLease lease)
    {
        // The receive loop must not run the lane's synchronous beginning: user code may block there.
        await Task.Yield();
        statistics.LaneStarted();
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(_aborting.Token);
        var hold = new LeaseHold(lease, clock);
        Task renewal = RenewAsync(lease, hold, lost);
        try
        {
            await journey.HandleAsync(lease, hold, _stopping.Token, lost.Token);
        }
        finally
        {
            lost.Cancel();
            await renewal;
            statistics.LaneEnded();
            suspects.Leave(lease);
            Interlocked.Decrement(ref _active);
            _laneEnded.Set();
        }
    }

    /// <summary>Prolongs a lease that others could take; cancels the lane when it is lost.</summary>
    private async Task RenewAsync(MailboxLease lease, LeaseHold hold, CancellationTokenSource lost)
    {
        if (hold.Length is not { } length)
        {
            return;
        }

        try
        {
            while (!lost.IsCancellationRequested)
            {
                await Task.Delay(length / 3, clock, lost.Token);
                if (!await TryRenewAsync(lease, hold, lost.Token))
                {
                    lost.Cancel();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The lane ended, or the lease is lost and the lane is being cancelled.
        }
    }

    /// <summary>False when the lease is lost, or cannot be shown to hold until the next try.</summary>
    private async Task<bool> TryRenewAsync(MailboxLease lease, LeaseHold hold, CancellationToken cancellationToken)
    {
        while (true)
        {
            long asked = clock.GetTimestamp();
            try
            {
                if (!await mailbox.RenewAsync(lease, cancellationToken))
                {
                    return false;
                }

                hold.Renewed(asked);
                return true;
            }
            catch (StoreUnavailableException unavailable)
            {
                trouble.Write(unavailable);
                if (!hold.IsSureFor(RetryDelay))
                {
                    return false;
                }

                await Task.Delay(RetryDelay, clock, cancellationToken);
            }
        }
    }

    private async Task ForgetLoopAsync()
    {
        try
        {
            while (!_stopping.IsCancellationRequested)
            {
                await Task.Delay(ForgetInterval, clock, _stopping.Token);
                await ForgetAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    private async Task ForgetAsync()
    {
        try
        {
            DateTimeOffset before = clock.GetUtcNow() - options.Value.DedupRetention;
            await mailbox.ForgetAsync(before, _stopping.Token);
            if (erasures is not null)
            {
                await erasures.ForgetContactsAsync(before, _stopping.Token);
            }
        }
        catch (StoreUnavailableException unavailable)
        {
            trouble.Write(unavailable);
        }
    }
}
