using Concierge.Testing.Time;

namespace Concierge.Testing.Simulation.Scheduling;

/// <summary>
/// One thread that plays all threads: it picks the next continuation by the seed and lets time pass only when nothing else
/// can run, or now and then a little early, as a slow machine does.
/// </summary>
internal sealed class SimulationScheduler(SimulationRandom random, VirtualTimeProvider clock, TraceHash trace)
{
    private const double EarlyTimer = 0.01;

    private readonly List<WorkItem> _ready = [];
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private string? _failure;

    public VirtualTimeProvider Clock => clock;

    public TraceHash Trace => trace;

    public long Steps { get; private set; }

    /// <summary>Why this run is not a simulation: work left the scheduler's thread, or a continuation threw. Null while all is well.</summary>
    public string? Failure => Volatile.Read(ref _failure);

    /// <summary>Called before every step.</summary>
    public Action? BeforeStep { get; set; }

    public bool IsOwnThread => Environment.CurrentManagedThreadId == _thread;

    public void Fail(string failure) => Interlocked.CompareExchange(ref _failure, failure, null);

    /// <summary>Runs until <paramref name="isFinished"/>, a failure, or nothing is left that could ever run.</summary>
    public void Run(Func<bool> isFinished, long maxSteps)
    {
        SynchronizationContext? before = SynchronizationContext.Current;
        try
        {
            while (!isFinished() && Failure is null && Step())
            {
                if (Steps > maxSteps)
                {
                    Fail($"No end after {maxSteps} steps: something runs for ever.");
                }
            }
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    internal void Enqueue(WorkItem item) => _ready.Add(item);

    /// <summary>Takes away everything that waits for a context, and keeps it if <paramref name="kept"/> is given.</summary>
    internal void Withdraw(SimulationContext context, List<WorkItem>? kept)
    {
        kept?.AddRange(_ready.Where(item => item.Context == context));
        _ready.RemoveAll(item => item.Context == context);
    }

    private bool Step()
    {
        Steps++;
        SynchronizationContext.SetSynchronizationContext(null);
        BeforeStep?.Invoke();
        if (_ready.Count == 0 || random.Chance(EarlyTimer))
        {
            // A timer's callback only queues work: see ContextClock.
            if (clock.FireNext(TimeSpan.MaxValue))
            {
                trace.Add(clock.Elapsed.Ticks);
                return true;
            }

            if (_ready.Count == 0)
            {
                return false;
            }
        }

        int index = random.Next(_ready.Count);
        WorkItem item = _ready[index];
        _ready[index] = _ready[^1];
        _ready.RemoveAt(_ready.Count - 1);
        trace.Add((index << 8) | (item.Context.Number & 0xff));
        Execute(item);
        return true;
    }

    private void Execute(WorkItem item)
    {
        SynchronizationContext.SetSynchronizationContext(item.Context);
        try
        {
            item.Callback(item.State);
        }
        catch (Exception unhandled)
        {
            Fail($"An exception that nobody handles in {item.Context.Name}: {unhandled}");
        }
    }
}
