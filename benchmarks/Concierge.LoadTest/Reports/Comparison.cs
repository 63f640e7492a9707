using Concierge.LoadTest.Servers;

namespace Concierge.LoadTest.Reports;

/// <summary>One contestant's rounds beside the yardstick's.</summary>
internal sealed class Comparison(string name)
{
    public string Name { get; } = name;

    public Ratios PerSecond { get; } = new();

    public Ratios Throughput { get; } = new();

    public Ratios Cpu { get; } = new();

    public Ratios CpuUntilIdle { get; } = new();

    public Ratios CpuPer100K { get; } = new();

    public Ratios P50 { get; } = new();

    public Ratios P99 { get; } = new();

    public Ratios BytesPerMessage { get; } = new();

    public Ratios DrainSeconds { get; } = new();

    /// <summary>Adds a round: a slice, and the yardstick's slices before and after it.</summary>
    public void Add(Measurement before, Measurement after, Measurement measured)
    {
        PerSecond.Add(measured.Slice.PerSecond);
        Throughput.Add(2 * measured.Slice.PerSecond / (before.Slice.PerSecond + after.Slice.PerSecond));
        Cpu.Add(2 * measured.CpuPer100K / (before.CpuPer100K + after.CpuPer100K));
        CpuUntilIdle.Add(2 * measured.CpuPer100KUntilIdle / (before.CpuPer100KUntilIdle + after.CpuPer100KUntilIdle));
        CpuPer100K.Add(measured.CpuPer100KUntilIdle);
        P50.Add(measured.Slice.P50);
        P99.Add(measured.Slice.P99);
        BytesPerMessage.Add(measured.BytesPerMessage);
        DrainSeconds.Add(measured.Drain.TotalSeconds);
    }
}
