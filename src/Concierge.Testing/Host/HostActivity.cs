namespace Concierge.Testing;

/// <summary>Which turns run, and which timers they wait for.</summary>
internal sealed class HostActivity
{
    private readonly AsyncLocal<bool> _isInTurn = new();
    private readonly Lock _lock = new();
    private readonly Dictionary<object, (TimeSpan Due, long Order)> _timers = [];
    private readonly SortedSet<(TimeSpan Due, long Order)> _due = [];
    private long _order;
    private int _turns;

    public bool IsBusy => Volatile.Read(ref _turns) > 0;

    /// <summary>Whether the calling code belongs to a turn.</summary>
    public bool IsInTurn => _isInTurn.Value;

    /// <summary>When the first timer of a turn is due; null without one.</summary>
    public TimeSpan? NextDue
    {
        get
        {
            lock (_lock)
            {
                return _due.Count == 0 ? null : _due.Min.Due;
            }
        }
    }

    public void Enter()
    {
        Interlocked.Increment(ref _turns);
        _isInTurn.Value = true;
    }

    public void Leave()
    {
        _isInTurn.Value = false;
        Interlocked.Decrement(ref _turns);
    }

    /// <summary>The process with its turns is gone.</summary>
    public void Reset()
    {
        Volatile.Write(ref _turns, 0);
        lock (_lock)
        {
            _timers.Clear();
            _due.Clear();
        }
    }

    public void Set(object timer, TimeSpan due)
    {
        lock (_lock)
        {
            Remove(timer);
            (TimeSpan, long) entry = (due, _order++);
            _timers.Add(timer, entry);
            _due.Add(entry);
        }
    }

    public void Clear(object timer)
    {
        lock (_lock)
        {
            Remove(timer);
        }
    }

    private void Remove(object timer)
    {
        if (_timers.Remove(timer, out (TimeSpan Due, long Order) entry))
        {
            _due.Remove(entry);
        }
    }
}
