namespace Concierge.Testing.Time;

/// <summary>
/// A clock that stands still until it is told to move. Timers fire on the thread that moves it, in the order of their due
/// times, each with the clock set to exactly its due time. Thread-safe.
/// </summary>
/// <remarks>
/// <see cref="TimestampFrequency"/> is deliberately odd: code that takes a time stamp for ticks or milliseconds shows it.
/// </remarks>
public sealed class VirtualTimeProvider : TimeProvider
{
    private const long OddFrequency = 7_654_321;

    private readonly Lock _lock = new();
    private readonly PriorityQueue<(VirtualTimer Timer, int Version), (long Due, long Order)> _queue = new();
    private readonly TimeSpan _start;
    private TimeSpan _elapsed;
    private TimeSpan _offset;
    private long _order;

    /// <summary>Starts at a time.</summary>
    /// <param name="start">The first value of <see cref="GetUtcNow"/>; null for 2026-01-01T00:00Z.</param>
    public VirtualTimeProvider(DateTimeOffset? start = null)
    {
        Start = start ?? new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        _start = TimeSpan.FromTicks(Start.UtcTicks);
    }

    /// <summary>Where the clock began.</summary>
    public DateTimeOffset Start { get; }

    /// <summary>How far the clock has been moved; steps of the wall clock do not count.</summary>
    public TimeSpan Elapsed
    {
        get
        {
            lock (_lock)
            {
                return _elapsed;
            }
        }
    }

    /// <inheritdoc/>
    public override long TimestampFrequency => OddFrequency;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return new DateTimeOffset((_start + _elapsed + _offset).Ticks, TimeSpan.Zero);
        }
    }

    /// <inheritdoc/>
    public override long GetTimestamp()
    {
        lock (_lock)
        {
            return (long)((Int128)_elapsed.Ticks * OddFrequency / TimeSpan.TicksPerSecond);
        }
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new VirtualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock and fires what becomes due on the way.</summary>
    /// <param name="by">How far; not negative.</param>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        TimeSpan target = Elapsed + by;
        while (FireNext(target))
        {
            // Each timer may start others that are due before the target.
        }

        MoveTo(target);
    }

    /// <summary>
    /// Sets the wall clock forward or back, as an administrator or a time server does: <see cref="GetUtcNow"/> jumps, timers
    /// and time stamps do not notice.
    /// </summary>
    public void StepWallClock(TimeSpan by)
    {
        lock (_lock)
        {
            _offset += by;
        }
    }

    /// <summary>Fires the next timer that is due not after a point on the way; false without one.</summary>
    internal bool FireNext(TimeSpan notAfter)
    {
        VirtualTimer timer;
        lock (_lock)
        {
            if (!TryPeek(out long due) || due > notAfter.Ticks)
            {
                return false;
            }

            timer = _queue.Dequeue().Timer;
            _elapsed = TimeSpan.FromTicks(Math.Max(due, _elapsed.Ticks));
            timer.Rearm(due);
        }

        timer.Fire();
        return true;
    }

    /// <summary>When the next timer is due, or null without one.</summary>
    internal TimeSpan? NextDue
    {
        get
        {
            lock (_lock)
            {
                return TryPeek(out long due) ? TimeSpan.FromTicks(due) : null;
            }
        }
    }

    /// <summary>Moves the clock without firing; not backwards.</summary>
    internal void MoveTo(TimeSpan elapsed)
    {
        lock (_lock)
        {
            _elapsed = elapsed > _elapsed ? elapsed : _elapsed;
        }
    }

    internal void Schedule(VirtualTimer timer, TimeSpan dueTime)
    {
        lock (_lock)
        {
            Schedule(timer, _elapsed.Ticks + Math.Max(0, dueTime.Ticks));
        }
    }

    internal void Schedule(VirtualTimer timer, long due)
    {
        _queue.Enqueue((timer, timer.Version), (due, _order++));
    }

    /// <summary>Changes a timer under the clock's lock.</summary>
    internal void Update(Action change)
    {
        lock (_lock)
        {
            change();
        }
    }

    private bool TryPeek(out long due)
    {
        while (_queue.TryPeek(out (VirtualTimer Timer, int Version) next, out (long Due, long Order) key))
        {
            if (next.Version == next.Timer.Version)
            {
                due = key.Due;
                return true;
            }

            _queue.Dequeue();
        }

        due = 0;
        return false;
    }
}
