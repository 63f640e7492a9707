using Concierge.LoadTest.Servers;

namespace Concierge.LoadTest.Runs;

/// <summary>Whether memory stays flat over many messages.</summary>
internal static class LongRun
{
    private const int Looks = 10;
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    public static void Execute(LoadSettings settings, Contestant[] measured)
    {
        foreach (Contestant contestant in measured)
        {
            using Rig rig = Rig.Start(contestant, Machine.ServerCore, settings.Connections, withProbe: true);
            Console.WriteLine();
            Console.WriteLine($"{contestant.Name}: resident memory over {settings.LongRun} messages");
            for (int look = 1; look <= Looks; look++)
            {
                while (rig.Generator.Sent < settings.LongRun * look / Looks)
                {
                    rig.Generator.Run(Step);
                }

                double loaded = rig.Server.ResidentMegabytes;
                rig.AwaitIdle();
                Console.WriteLine($"  {rig.Generator.Sent,9} messages: {loaded:0} MB under load, {rig.Server.ResidentMegabytes:0} MB idle, {rig.Server.Probe.FullCollections()} full collections");
            }
        }
    }
}
