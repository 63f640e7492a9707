namespace Concierge.Storage.PostgreSql.Waking;

/// <summary>Wakes everybody who waits here for work.</summary>
internal sealed class WakeSignal
{
    private TaskCompletionSource _next = New();
    private int _waiting;

    /// <summary>Somebody here is free to take work.</summary>
    public bool HasWaiter => Volatile.Read(ref _waiting) > 0;

    /// <summary>Completes with the next signal.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    public void Set() => Interlocked.Exchange(ref _next, New()).TrySetResult();

    /// <summary>Waits for a signal taken from <see cref="Next"/> before; completes without error when the time is over.</summary>
    public static async Task WaitAsync(Task next, TimeSpan atMost, TimeProvider clock, CancellationToken cancellationToken)
    {
        try
        {
            await next.WaitAsync(atMost, clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            // The time is over: the caller looks for itself.
        }
    }

    public void Enter() => Interlocked.Increment(ref _waiting);

    public void Leave() => Interlocked.Decrement(ref _waiting);

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
