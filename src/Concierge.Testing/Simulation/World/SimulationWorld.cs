using Concierge.Testing.Simulation.Checks;
using Concierge.Testing.Simulation.Scheduling;
using Concierge.Testing.Time;

namespace Concierge.Testing.Simulation.World;

/// <summary>Everything outside the simulated processes: persons, provider, colleagues, store, bad luck. It outlives them.</summary>
internal sealed class SimulationWorld
{
    public const int ContextNumber = 0;

    public SimulationWorld(long seed, SimulationOptions options)
    {
        Options = options;
        var root = new SimulationRandom(unchecked((ulong)seed * 0x9E3779B97F4A7C15));
        Plan = new SimulationPlan(options, root.Fork());
        Random = root.Fork();
        IdRandom = root.Fork();
        Clock = new VirtualTimeProvider();
        Scheduler = new SimulationScheduler(root.Fork(), Clock, new TraceHash());
        Context = new SimulationContext(Scheduler, "the world", ContextNumber);
        Time = new ContextClock(Clock, Context);
        Ledger = new Ledger();
        Commits = new CommitWatcher(Ledger, new TimerWatcher(Ledger, !Plan.StepsTheWallClock), new FormWatcher(Ledger), HasEchoBot);
        Requests = new RequestWatcher(Ledger);
        Erasures = new ErasureWatcher(Ledger);
    }

    public SimulationOptions Options { get; }

    public SimulationPlan Plan { get; }

    public SimulationRandom Random { get; }

    public SimulationRandom IdRandom { get; }

    public bool HasEchoBot => Options.Configure is null || !Options.HasOwnBot;

    public VirtualTimeProvider Clock { get; }

    public SimulationScheduler Scheduler { get; }

    public SimulationContext Context { get; }

    public TimeProvider Time { get; }

    public Ledger Ledger { get; }

    public CommitWatcher Commits { get; }

    public RequestWatcher Requests { get; }

    public ErasureWatcher Erasures { get; }

    /// <summary>A message is at a person's.</summary>
    public event Action<int, OutboundMessage>? Arrived;

    /// <summary>The true time, which no step of the wall clock changes.</summary>
    public DateTimeOffset Now => Clock.Start + Clock.Elapsed;

    public Task Delay(TimeSpan time) => Task.Delay(time, Time);

    /// <summary>Starts something in the world. A failure in it is a failure of the simulation.</summary>
    public Task Start(Func<Task> work)
    {
        var ended = new TaskCompletionSource();
        Context.Post(_ => _ = RunAsync(work, ended), null);
        return ended.Task;
    }

    public void Arrive(int person, OutboundMessage message) => Arrived?.Invoke(person, message);

    /// <summary>Adds an event to the trace.</summary>
    public void Note(string what)
    {
        Scheduler.Trace.Add(what);
        Options.Trace?.Invoke($"{Clock.Elapsed:d\\.hh\\:mm\\:ss\\.fff} {what}");
    }

    private async Task RunAsync(Func<Task> work, TaskCompletionSource ended)
    {
        try
        {
            await work();
            ended.SetResult();
        }
        catch (Exception failure)
        {
            Scheduler.Fail($"The simulation itself failed: {failure}");
        }
    }
}
