using Concierge.LoadTest.Reports;
using Concierge.LoadTest.Servers;

namespace Concierge.LoadTest.Runs;

/// <summary>
/// Slices of each contestant between slices of the yardstick, so that what else the machine does hits both. A ratio is a slice
/// against the mean of the yardstick's slices before and after it.
/// </summary>
internal static class ComparisonRun
{
    public static void Execute(LoadSettings settings, Contestant[] measured)
    {
        using Rig bare = Warm(Contestants.Bare, settings);
        foreach (Contestant contestant in measured)
        {
            using Rig rig = Warm(contestant, settings);
            Comparison saturated = Compare(bare, rig, settings, rate: null);
            ComparisonTable.Print($"Saturated, {settings.Connections} connections, {settings.Rounds} rounds of {settings.Slice.TotalSeconds} s", [saturated]);
            if (settings.Rate > 0)
            {
                Comparison paced = Compare(bare, rig, settings, settings.Rate);
                ComparisonTable.Print($"Paced, {settings.Rate} messages a second", [paced]);
            }

            Console.WriteLine($"RSS {rig.Server.ResidentMegabytes:0} MB after {rig.Generator.Sent} messages; bare {bare.Server.ResidentMegabytes:0} MB after {bare.Generator.Sent}");
        }
    }

    private static Rig Warm(Contestant contestant, LoadSettings settings)
    {
        Rig rig = Rig.Start(contestant, Machine.ServerCore, settings.Connections, withProbe: true);
        rig.Generator.Run(settings.Warmup);
        rig.AwaitIdle();
        return rig;
    }

    private static Comparison Compare(Rig bare, Rig rig, LoadSettings settings, double? rate)
    {
        var comparison = new Comparison(rig.Server.Contestant.Name);
        Measurement before = bare.Measure(settings.Slice, rate);
        for (int round = 0; round < settings.Rounds; round++)
        {
            Measurement measured = rig.Measure(settings.Slice, rate);
            Measurement after = bare.Measure(settings.Slice, rate);
            comparison.Add(before, after, measured);
            before = after;
        }

        return comparison;
    }
}
