namespace Concierge.Testing.Contracts.Stores;

/// <summary>A clock that stands still until it is advanced. Due timers run on the thread that advances it.</summary>
internal sealed class ContractClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<ContractTimer> _timers = [];
    private DateTimeOffset _now = start;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ContractTimer(this, () => callback(state), period);
        timer.Change(dueTime, period);
        lock (_lock)
        {
            _timers.Add(timer);
        }

        return timer;
    }

    public void Advance(TimeSpan by)
    {
        lock (_lock)
        {
            _now += by;
        }

        foreach (ContractTimer timer in Snapshot())
        {
            timer.RunIfDue(GetUtcNow());
        }
    }

    internal void Remove(ContractTimer timer)
    {
        lock (_lock)
        {
            _timers.Remove(timer);
        }
    }

    private ContractTimer[] Snapshot()
    {
        lock (_lock)
        {
            return [.. _timers];
        }
    }
}
