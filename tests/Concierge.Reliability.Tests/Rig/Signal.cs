using System.Runtime.InteropServices;

namespace Concierge.Reliability.Tests.Rig;

/// <summary>Sends what .NET cannot send: SIGTERM.</summary>
internal static partial class Signal
{
    private const int SigTerm = 15;

    public static void Terminate(int pid)
    {
        if (Kill(pid, SigTerm) != 0)
        {
            throw new InvalidOperationException($"The process {pid} took no signal: {Marshal.GetLastPInvokeErrorMessage()}.");
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int pid, int signal);
}
