namespace Concierge.Testing.Simulation.Scheduling;

/// <summary>A running FNV-1a hash of everything that was decided and that happened: equal only if two runs were the same.</summary>
internal sealed class TraceHash
{
    private const ulong Prime = 1_099_511_628_211;

    public ulong Value { get; private set; } = 14_695_981_039_346_656_037;

    public void Add(long number)
    {
        ulong value = Value;
        for (int shift = 0; shift < 64; shift += 16)
        {
            value = (value ^ (ushort)(number >> shift)) * Prime;
        }

        Value = value;
    }

    public void Add(ReadOnlySpan<char> text)
    {
        ulong value = Value;
        foreach (char c in text)
        {
            value = (value ^ c) * Prime;
        }

        Value = value;
    }
}
