using Concierge.InMemory;
using Concierge.Testing.Simulation.Checks;
using Concierge.Testing.Simulation.World;

namespace Concierge.Testing.Simulation;

/// <summary>
/// Runs the real registration of Concierge, from webhook to receipt, on one thread with virtual time under a seed that decides
/// everything: which continuation runs next, when the process dies, what the network loses. Afterwards what the simulated
/// persons and the provider saw is held against Concierge's promises.
/// </summary>
public static class Simulator
{
    private const int MaxBacklog = 1_000_000;
    private static readonly TimeSpan ThreadPatience = TimeSpan.FromSeconds(1);

    /// <summary>For what a thread outside the simulation typically leads to, when the machine is so busy that it comes late.</summary>
    private static readonly TimeSpan LongThreadPatience = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Runs one seed to its end on the calling thread; typically a few milliseconds. Several seeds may run at once on different threads.
    /// </summary>
    /// <param name="seed">Decides everything. The same seed gives the same run.</param>
    /// <param name="options">What runs; null for the core with an echo bot.</param>
    public static SimulationReport Run(long seed, SimulationOptions? options = null)
    {
        options ??= new SimulationOptions();
        var world = new SimulationWorld(seed, options);
        SimulationStore store = options.CreateStore?.Invoke(world.Time) ?? CreateInMemory(world);
        var supervisor = new Supervisor(world, store);
        try
        {
            var script = new SimulationScript(world, supervisor, store);
            script.Start();
            world.Scheduler.Run(() => script.IsFinished, options.MaxSteps);
            return Report(seed, world, supervisor, script);
        }
        finally
        {
            supervisor.Dispose();
        }
    }

    private static SimulationStore CreateInMemory(SimulationWorld world)
    {
        TimeSpan? lease = world.Plan.SeveralNodes ? LeaseTime : null;
        var store = new InMemoryStore(world.Time, MaxBacklog, lease);
        return new SimulationStore(store, store, store, store, store, lease is null ? store.AbandonLeases : static () => { })
        {
            LeaseTime = lease,
            Erasures = store,
            Contents = () => store.Contents(),
        };
    }

    private static SimulationReport Report(long seed, SimulationWorld world, Supervisor supervisor, SimulationScript script)
    {
        Ledger ledger = world.Ledger;
        if (script.IsFinished)
        {
            new Judge(ledger, world.Plan.Ambiguity, world.HasEchoBot, new ConciergeOptions().MaxMessageAge).Decide(script.Waiting);
            new HostJudge(ledger, !world.Plan.StepsTheWallClock).Decide(script.Artifacts, script.Bookings);
            world.Erasures.Decide(script.Strangers);
        }

        if (ledger.Violations.Count > 0 || !script.IsFinished)
        {
            // Virtual time outruns a thread that should not be there: give it a moment to be named as the cause.
            bool isLikely = !script.IsFinished || ledger.Violations.Any(SimulationProbe.IsOverlap);
            SpinWait.SpinUntil(() => world.Scheduler.Failure is not null, isLikely ? LongThreadPatience : ThreadPatience);
        }

        string? failure = world.Scheduler.Failure ?? (script.IsFinished ? null : "Deadlock: nothing can run any more and the script is not at its end.");
        return new SimulationReport
        {
            Seed = seed,
            TraceHash = world.Scheduler.Trace.Value,
            Violations = failure is null ? ledger.Violations : [failure, .. ledger.Violations],
            Messages = ledger.Messages.Count,
            Requests = ledger.Requests,
            Effects = ledger.Effects,
            Duplicates = ledger.Duplicates,
            Crashes = supervisor.Ends,
            Commits = ledger.Commits,
            TakeOvers = ledger.TakeOvers,
            Overtaken = ledger.Overtaken,
            FormsCompleted = ledger.Forms.Completed,
            TimersFired = ledger.TimersFired,
            OptOuts = ledger.OptOuts,
            Erasures = ledger.Erased.Count,
            Steps = world.Scheduler.Steps,
            VirtualTime = world.Clock.Elapsed,
        };
    }
}
