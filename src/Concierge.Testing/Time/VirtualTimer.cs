namespace Concierge.Testing.Time;

/// <summary>A timer of the virtual clock. A change or a disposal makes queued firings stale by raising the version.</summary>
internal sealed class VirtualTimer(VirtualTimeProvider clock, TimerCallback callback, object? state) : ITimer
{
    private readonly ExecutionContext? _context = ExecutionContext.Capture();
    private TimeSpan _period = Timeout.InfiniteTimeSpan;
    private bool _isDisposed;

    public int Version { get; private set; }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        bool changed = false;
        clock.Update(() =>
        {
            if (_isDisposed)
            {
                return;
            }

            Version++;
            _period = period;
            changed = true;
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                clock.Schedule(this, dueTime);
            }
        });
        return changed;
    }

    public void Dispose() => clock.Update(() =>
    {
        _isDisposed = true;
        Version++;
    });

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Queues the next firing of a periodic timer. Called under the clock's lock.</summary>
    internal void Rearm(long due)
    {
        if (_period > TimeSpan.Zero)
        {
            clock.Schedule(this, due + _period.Ticks);
        }
    }

    internal void Fire()
    {
        if (_context is null)
        {
            callback(state);
            return;
        }

        ExecutionContext.Run(_context, static timer => ((VirtualTimer)timer!).Invoke(), this);
    }

    private void Invoke() => callback(state);
}
