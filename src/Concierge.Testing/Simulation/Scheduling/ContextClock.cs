using Concierge.Testing.Time;

namespace Concierge.Testing.Simulation.Scheduling;

/// <summary>The virtual clock as one process sees it: its timers queue work for that process and end with it.</summary>
internal sealed class ContextClock(VirtualTimeProvider clock, SimulationContext context) : TimeProvider
{
    public override long TimestampFrequency => clock.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => clock.LocalTimeZone;

    public override DateTimeOffset GetUtcNow()
    {
        Check();
        return clock.GetUtcNow();
    }

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Check();
        ITimer? timer = null;
        var run = new SendOrPostCallback(callback.Invoke);
        timer = clock.CreateTimer(
            _ =>
            {
                if (context.IsDead)
                {
                    timer?.Dispose();
                    return;
                }

                context.Post(run, state);
            },
            state: null,
            dueTime,
            period);
        return timer;
    }

    private void Check()
    {
        if (!context.Scheduler.IsOwnThread)
        {
            context.Scheduler.Fail($"Thread hop in {context.Name}: a thread outside the simulation uses the clock. {Environment.StackTrace}");
        }
    }
}
