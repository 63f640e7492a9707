namespace Concierge.InMemory;

/// <summary>Who waits for something to become due. Not thread-safe except for what a waiter's timer and cancellation do.</summary>
internal sealed class InMemoryWaiters(TimeProvider clock)
{
    private List<TaskCompletionSource> _waiting = [];

    public async ValueTask WaitAsync(TaskCompletionSource waiter, TimeSpan atMost, CancellationToken cancellationToken)
    {
        await using ITimer timer = clock.CreateTimer(static state => ((TaskCompletionSource)state!).TrySetResult(), waiter, atMost, Timeout.InfiniteTimeSpan);
        await using CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(
            static (state, token) => ((TaskCompletionSource)state!).TrySetCanceled(token), waiter);
        await waiter.Task;
    }

    public TaskCompletionSource Add()
    {
        _waiting.RemoveAll(static waiter => waiter.Task.IsCompleted);
        var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Add(waiter);
        return waiter;
    }

    public void WakeAll()
    {
        List<TaskCompletionSource> woken = _waiting;
        _waiting = [];
        foreach (TaskCompletionSource waiter in woken)
        {
            waiter.TrySetResult();
        }
    }
}
