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
        bool redeliversForDays = random.Chance(0.05);
        int takeOvers = random.Chance(0.4) ? random.Between(1, 3) : 0;
        TakeOvers = options.Operators ? options.TakeOvers ?? takeOvers : 0;
        SeveralNodes = random.Chance(0.4);
        StepsTheWallClock = random.Chance(0.1) && !SeveralNodes;

        // Under a clock that jumps every wait is short: days would cost seconds.
        RedeliversForDays = redeliversForDays && !StepsTheWallClock;
        HasForm = random.Chance(0.5);
        HasButtons = random.Chance(0.5);
        int notices = random.Chance(0.5) ? random.Between(1, 6) : 0;
        Notices = options.Reminders ? notices : 0;
        double optOuts = random.Next(3) * 0.06;
        OptOuts = options.OptOuts ? optOuts : 0;
        int erasures = random.Chance(0.35) ? random.Between(1, 2) : 0;
        Erasures = options.Erasures && !StepsTheWallClock ? erasures : 0;
        HasSubscriber = random.Chance(0.2);
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

    /// <summary>The simulated bot takes bookings; to build a form costs time, so not every seed has one.</summary>
    public bool HasForm { get; }

    /// <summary>The channel has buttons.</summary>
    public bool HasButtons { get; }

    /// <summary>How often the host sends something of its own accord, or takes it back.</summary>
    public int Notices { get; }

    /// <summary>Chance of each message to be a word that opts out or in.</summary>
    public double OptOuts { get; }

    /// <summary>How many persons are erased. None where the wall clock jumps: then nobody can tell what was written before.</summary>
    public int Erasures { get; }

    /// <summary>Somebody hears of events.</summary>
    public bool HasSubscriber { get; }
}
