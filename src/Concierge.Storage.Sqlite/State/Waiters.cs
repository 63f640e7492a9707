namespace Concierge.Storage.Sqlite.State;

/// <summary>Who waits for something to become due. Guarded by the state's lock, but for what timers and cancellations do.</summary>
internal sealed class Waiters(TimeProvider clock)
{
    private List<TaskCompletionSource> _waiting = [];

    public TaskCompletionSource Add()
    {
        _waiting.RemoveAll(static waiter => waiter.Task.IsCompleted);
        var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Add(waiter);
        return waiter;
    }

    public async ValueTask WaitAsync(TaskCompletionSource waiter, TimeSpan atMost, CancellationToken cancellationToken)
    {
        await using ITimer timer = clock.CreateTimer(static state => ((TaskCompletionSource)state!).TrySetResult(), waiter, atMost, Timeout.InfiniteTimeSpan);
        await using CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(
            static (state, token) => ((TaskCompletionSource)state!).TrySetCanceled(token), waiter);
        await waiter.Task;
    }

    public void WakeAll()
    {
        if (_waiting.Count == 0)
        {
            return;
        }

        List<TaskCompletionSource> woken = _waiting;
        _waiting = [];
        foreach (TaskCompletionSource waiter in woken)
        {
            waiter.TrySetResult();
        }
    }
}
