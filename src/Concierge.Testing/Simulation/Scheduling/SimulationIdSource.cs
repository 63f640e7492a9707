namespace Concierge.Testing.Simulation.Scheduling;

/// <summary>Ids and jitter from the seed. Ids sort by time of creation as real ones do.</summary>
internal sealed class SimulationIdSource(SimulationRandom random, TimeProvider clock) : IIdSource
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int TimeCharacters = 10;
    private const int Length = 26;

    public string NewId()
    {
        Span<char> id = stackalloc char[Length];
        long time = clock.GetUtcNow().ToUnixTimeMilliseconds();
        for (int i = TimeCharacters - 1; i >= 0; i--)
        {
            id[i] = Alphabet[(int)(time & 31)];
            time >>= 5;
        }

        for (int i = TimeCharacters; i < Length; i++)
        {
            id[i] = Alphabet[random.Next(Alphabet.Length)];
        }

        return new string(id);
    }

    public double NextDouble() => random.NextDouble();
}
