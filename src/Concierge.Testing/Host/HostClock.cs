using Concierge.Testing.Time;

namespace Concierge.Testing;

/// <summary>The virtual clock as the tested host sees it: it knows which timers a turn waits for, and drops those of a dead life.</summary>
internal sealed class HostClock(VirtualTimeProvider clock, HostContext context, HostActivity activity) : TimeProvider
{
    public override long TimestampFrequency => clock.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => clock.LocalTimeZone;

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new HostTimer(clock, context, activity.IsInTurn ? activity : null);
        timer.Start(callback, state, dueTime, period);
        return timer;
    }

    private sealed class HostTimer(VirtualTimeProvider clock, HostContext context, HostActivity? turn) : ITimer
    {
        private ITimer? _inner;

        public void Start(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _inner = clock.CreateTimer(
                _ =>
                {
                    turn?.Clear(this);
                    context.Post(passed => callback(passed), state);
                },
                state: null,
                Timeout.InfiniteTimeSpan,
                Timeout.InfiniteTimeSpan);
            Change(dueTime, period);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime == Timeout.InfiniteTimeSpan)
            {
                turn?.Clear(this);
            }
            else
            {
                turn?.Set(this, clock.Elapsed + dueTime);
            }

            return _inner!.Change(dueTime, period);
        }

        public void Dispose()
        {
            turn?.Clear(this);
            _inner!.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
