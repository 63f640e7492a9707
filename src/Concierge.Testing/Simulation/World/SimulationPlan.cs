using Concierge.Testing.Simulation.Scheduling;

namespace Concierge.Testing.Simulation.World;

/// <summary>What this seed does: how many, how often, how bad.</summary>
internal sealed class SimulationPlan
{
    public SimulationPlan(SimulationOptions options, SimulationRandom random)
    {
        Persons = random.Between(1, options.MaxPersons);
        Crashes = random.Between(0, options.MaxCrashes);
        AmbiguityPolicy drawn = (AmbiguityPolicy)random.Next(3);
        Ambiguity = options.Ambiguity ?? drawn;
        Debounce = random.Chance(0.3) ? TimeSpan.FromSeconds(1.5) : TimeSpan.Zero;
        SendFaults = options.SendFaults ? random.Next(4) * 0.08 : 0;
        StorageFaults = options.StorageFaults ? random.Next(4) * 0.006 : 0;
        TurnFaults = random.Next(3) * 0.02;
        Redeliveries = random.Next(4) * 0.1;
        RedeliversForDays = random.Chance(0.05);
        TakeOvers = options.Operators && random.Chance(0.4) ? random.Between(1, 3) : 0;
        SeveralNodes = random.Chance(0.4);
        StepsTheWallClock = random.Chance(0.1) && !SeveralNodes;
    }

    public int Persons { get; }

    public int Crashes { get; }

    public AmbiguityPolicy Ambiguity { get; }

    public TimeSpan Debounce { get; }

    /// <summary>Chance of each send to go wrong.</summary>
    public double SendFaults { get; }

    /// <summary>Chance of each store call to fail.</summary>
    public double StorageFaults { get; }

    /// <summary>Chance of each turn to throw.</summary>
    public double TurnFaults { get; }

    /// <summary>Chance of each webhook to be delivered again.</summary>
    public double Redeliveries { get; }

    /// <summary>Redeliveries may come days later; costs time, so few seeds do.</summary>
    public bool RedeliversForDays { get; }

    public int TakeOvers { get; }

    /// <summary>The store's leases expire, and processes come back from the dead.</summary>
    public bool SeveralNodes { get; }

    /// <summary>The wall clock jumps now and then.</summary>
    public bool StepsTheWallClock { get; }
}
