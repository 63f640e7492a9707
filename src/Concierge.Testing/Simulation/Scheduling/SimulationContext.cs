namespace Concierge.Testing.Simulation.Scheduling;

/// <summary>
/// Everything that belongs to one simulated process, or to the world around it. Killing it drops its continuations; freezing
/// it keeps them for later, as a stopped or paged-out process does.
/// </summary>
internal sealed class SimulationContext(SimulationScheduler scheduler, string name, int number) : SynchronizationContext
{
    private readonly List<WorkItem> _frozen = [];
    private bool _isFrozen;

    public string Name => name;

    public int Number => number;

    public bool IsDead { get; private set; }

    /// <summary>It was stopped for a while and may act on what was true before.</summary>
    public bool WasFrozen { get; private set; }

    public SimulationScheduler Scheduler => scheduler;

    public void Kill()
    {
        IsDead = true;
        _frozen.Clear();
        scheduler.Withdraw(this, kept: null);
    }

    public void Freeze()
    {
        WasFrozen = true;
        _isFrozen = true;
        scheduler.Withdraw(this, _frozen);
    }

    public void Thaw()
    {
        _isFrozen = false;
        foreach (WorkItem item in _frozen)
        {
            scheduler.Enqueue(item);
        }

        _frozen.Clear();
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (!scheduler.IsOwnThread)
        {
            scheduler.Fail(Describe(d, state));
        }
        else if (IsDead)
        {
            // The process is gone, and with it whoever waited.
        }
        else if (_isFrozen)
        {
            _frozen.Add(new WorkItem(this, d, state));
        }
        else
        {
            scheduler.Enqueue(new WorkItem(this, d, state));
        }
    }

    public override void Send(SendOrPostCallback d, object? state) => d(state);

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Names the method that another thread wants to continue.</summary>
    private string Describe(SendOrPostCallback callback, object? state)
    {
        object? target = (state as Delegate)?.Target ?? callback.Target ?? callback.Method.DeclaringType;
        Type? type = target as Type ?? target?.GetType();
        string method = type is { IsGenericType: true } ? string.Join(", ", type.GetGenericArguments().Select(argument => argument.FullName)) : type?.FullName ?? "?";
        return $"Thread hop in {name}: {method} is continued from a thread outside the simulation. " +
            "Look for Task.Run, CancelAsync, ConfigureAwait(false), or WhenAny/WaitAsync on a RunContinuationsAsynchronously task. " +
            Environment.StackTrace;
    }
}
