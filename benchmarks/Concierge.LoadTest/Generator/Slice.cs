namespace Concierge.LoadTest.Generator;

/// <summary>What the generator saw in one slice.</summary>
internal sealed record Slice(long Accepted, long Refused, TimeSpan Duration, double P50, double P99)
{
    public double PerSecond => Accepted / Duration.TotalSeconds;
}
