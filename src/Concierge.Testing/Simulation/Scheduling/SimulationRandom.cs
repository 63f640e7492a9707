namespace Concierge.Testing.Simulation.Scheduling;

/// <summary>SplitMix64: the same numbers for the same seed on every machine and version.</summary>
internal sealed class SimulationRandom(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A stream of its own, so that more decisions in one place do not shift those of another.</summary>
    public SimulationRandom Fork() => new(NextUInt64() ^ 0xD1B54A32D192ED03);

    public ulong NextUInt64()
    {
        ulong z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>A number in [0, limit).</summary>
    public int Next(int limit) => (int)(NextUInt64() % (uint)limit);

    /// <summary>A number from <paramref name="least"/> to <paramref name="most"/>, both included.</summary>
    public int Between(int least, int most) => least + Next(most - least + 1);

    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    public bool Chance(double probability) => NextDouble() < probability;

    /// <summary>A duration from <paramref name="least"/> to <paramref name="most"/> seconds.</summary>
    public TimeSpan Seconds(double least, double most) => TimeSpan.FromTicks((long)((least + ((most - least) * NextDouble())) * TimeSpan.TicksPerSecond));
}
