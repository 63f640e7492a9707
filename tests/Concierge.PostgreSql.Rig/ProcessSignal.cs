using System.Runtime.InteropServices;

namespace Concierge.PostgreSql.Rig;

/// <summary>Freezes and wakes processes.</summary>
public static partial class ProcessSignal
{
    private const int SigCont = 18;
    private const int SigStop = 19;

    public static void Freeze(IEnumerable<int> processes) => Send(processes, SigStop);

    public static void Wake(IEnumerable<int> processes) => Send(processes, SigCont);

    private static void Send(IEnumerable<int> processes, int signal)
    {
        foreach (int process in processes)
        {
            // One that has ended meanwhile needs no signal.
            _ = Kill(process, signal);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);
}
