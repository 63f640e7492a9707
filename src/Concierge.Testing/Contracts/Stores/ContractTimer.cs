namespace Concierge.Testing.Contracts.Stores;

internal sealed class ContractTimer(ContractClock clock, Action run, TimeSpan period) : ITimer
{
    private DateTimeOffset? _dueAt;
    private TimeSpan _period = period;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        _dueAt = dueTime < TimeSpan.Zero ? null : clock.GetUtcNow() + dueTime;
        _period = period;
        return true;
    }

    public void RunIfDue(DateTimeOffset now)
    {
        if (_dueAt <= now)
        {
            _dueAt = _period > TimeSpan.Zero ? now + _period : null;
            run();
        }
    }

    public void Dispose()
    {
        _dueAt = null;
        clock.Remove(this);
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }
}
