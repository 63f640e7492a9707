using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Testing.Simulation;

/// <summary>What a simulation runs. The defaults simulate the core itself with a bot that echoes.</summary>
public sealed class SimulationOptions
{
    /// <summary>
    /// Adds your services, middleware and options to the <c>AddConcierge()</c> of every simulated process. Called once per
    /// process start, after the simulated channel, store and clock are registered. Null for the echo bot.
    /// </summary>
    public Action<IConciergeBuilder>? Configure { get; set; }

    /// <summary>Whether <see cref="Configure"/> adds a bot of its own. False keeps the echo bot and the checks that need it.</summary>
    /// <value>The default is true; it has no effect without <see cref="Configure"/>.</value>
    public bool HasOwnBot { get; set; } = true;

    /// <summary>What the simulated persons say. Empty for numbered sentences.</summary>
    public IReadOnlyList<string> Utterances { get; set; } = [];

    /// <summary>The policy for ambiguous sends.</summary>
    /// <value>The default is null: the seed decides.</value>
    public AmbiguityPolicy? Ambiguity { get; set; }

    /// <summary>Most persons who write.</summary>
    /// <value>The default is 4; at least 1.</value>
    public int MaxPersons { get; set; } = 4;

    /// <summary>Most messages that one person writes.</summary>
    /// <value>The default is 8; at least 1.</value>
    public int MaxMessages { get; set; } = 8;

    /// <summary>Most times that the process crashes, stops or freezes.</summary>
    /// <value>The default is 4; zero for none.</value>
    public int MaxCrashes { get; set; } = 4;

    /// <summary>Whether the store is slow and away at times.</summary>
    /// <value>The default is true.</value>
    public bool StorageFaults { get; set; } = true;

    /// <summary>Whether the provider loses answers, refuses, and asks to wait.</summary>
    /// <value>The default is true.</value>
    public bool SendFaults { get; set; } = true;

    /// <summary>Whether colleagues take conversations over, at the desk or at the provider.</summary>
    /// <value>The default is true.</value>
    public bool Operators { get; set; } = true;

    /// <summary>How often colleagues take a conversation over.</summary>
    /// <value>The default is null: the seed decides. It has no effect without <see cref="Operators"/>.</value>
    public int? TakeOvers { get; set; }

    /// <summary>Whether persons opt out and in again.</summary>
    /// <value>The default is true.</value>
    public bool OptOuts { get; set; } = true;

    /// <summary>Whether the host sends notices and reminders, and takes some of them back.</summary>
    /// <value>The default is true.</value>
    public bool Reminders { get; set; } = true;

    /// <summary>Whether persons are erased in the middle of things. Needs <see cref="SimulationStore.Erasures"/> in a store of one's own.</summary>
    /// <value>The default is true.</value>
    public bool Erasures { get; set; } = true;

    /// <summary>How many steps a run may take before it counts as endless.</summary>
    /// <value>The default is 2 000 000.</value>
    public long MaxSteps { get; set; } = 2_000_000;

    /// <summary>Makes the store that outlives the processes, on the world's clock. Null for the in-memory store.</summary>
    public Func<TimeProvider, SimulationStore>? CreateStore { get; set; }

    /// <summary>Gets every event of the run as a line, to study a seed that failed. Null for none.</summary>
    public Action<string>? Trace { get; set; }
}
