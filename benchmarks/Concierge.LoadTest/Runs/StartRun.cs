using Concierge.LoadTest.Reports;
using Concierge.LoadTest.Servers;

namespace Concierge.LoadTest.Runs;

/// <summary>How long each contestant takes from the start of its process to its first 200, contestants taking turns.</summary>
internal static class StartRun
{
    public static void Execute(LoadSettings settings, Contestant[] measured)
    {
        Contestant[] all = [Contestants.Bare, .. measured];
        Ratios[] seconds = [.. all.Select(_ => new Ratios())];
        for (int round = 0; round < settings.Starts; round++)
        {
            for (int i = 0; i < all.Length; i++)
            {
                using Rig rig = Rig.Start(all[i], Machine.ServerCore, connections: 1, withProbe: false);
                seconds[i].Add(rig.FirstAnswer.TotalSeconds);
            }
        }

        Console.WriteLine();
        Console.WriteLine($"Start to the first signed 200, seconds, {settings.Starts} starts");
        for (int i = 0; i < all.Length; i++)
        {
            Console.WriteLine($"  {all[i].Name,-24} {seconds[i]}");
        }
    }
}
