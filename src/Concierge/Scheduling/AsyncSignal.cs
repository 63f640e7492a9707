namespace Concierge.Scheduling;

/// <summary>Wakes one waiter; a signal given while nobody waits is kept.</summary>
internal sealed class AsyncSignal
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _waiter;
    private bool _isSet;

    public void Set()
    {
        TaskCompletionSource? waiter;
        lock (_lock)
        {
            waiter = _waiter;
            _waiter = null;
            _isSet = waiter is null;
        }

        waiter?.TrySetResult();
    }

    /// <summary>
    /// Completes with the signal, after a time or on cancellation, which is no error. The waiter itself is awaited:
    /// <see cref="Task.WhenAny(Task[])"/> would continue on the thread pool, where no simulation follows.
    /// </summary>
    public async Task WaitAsync(TimeSpan atMost, TimeProvider clock, CancellationToken cancellationToken)
    {
        TaskCompletionSource waiter;
        lock (_lock)
        {
            if (_isSet)
            {
                _isSet = false;
                return;
            }

            waiter = _waiter ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        await using ITimer timer = clock.CreateTimer(static state => ((TaskCompletionSource)state!).TrySetResult(), waiter, atMost, Timeout.InfiniteTimeSpan);
        await using CancellationTokenRegistration registration =
            cancellationToken.UnsafeRegister(static state => ((TaskCompletionSource)state!).TrySetResult(), waiter);
        await waiter.Task;
        lock (_lock)
        {
            _waiter = _waiter == waiter ? null : _waiter;
        }
    }
}
