using Concierge.LoadTest.Generator;

namespace Concierge.LoadTest.Servers;

/// <summary>One slice of one contestant.</summary>
/// <param name="Slice">What the generator saw.</param>
/// <param name="CpuSeconds">CPU time until the last answer.</param>
/// <param name="CpuSecondsUntilIdle">CPU time until everything taken was worked off too.</param>
/// <param name="Drain">How long that took after the last answer.</param>
/// <param name="AllocatedBytes">Allocated until idle.</param>
internal sealed record Measurement(Slice Slice, double CpuSeconds, double CpuSecondsUntilIdle, TimeSpan Drain, long AllocatedBytes)
{
    public double CpuPer100K => CpuSeconds * 100_000 / Slice.Accepted;

    public double CpuPer100KUntilIdle => CpuSecondsUntilIdle * 100_000 / Slice.Accepted;

    public double BytesPerMessage => (double)AllocatedBytes / Slice.Accepted;
}
