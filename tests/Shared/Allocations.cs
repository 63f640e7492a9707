using System.Diagnostics;

namespace Concierge.Testing.Shared;

/// <summary>What calls allocate once their code is compiled for good.</summary>
public static class Allocations
{
    private const int Calls = 100;

    /// <summary>Code that was compiled in haste puts values into boxes; better code comes after a while, on a busy machine a long one.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Bytes a call allocates: the least of the batches that were measured until one was within what is allowed.</summary>
    public static long PerCall(Action call, long allowed = 0)
    {
        long least = long.MaxValue;
        long started = Stopwatch.GetTimestamp();
        while (least > allowed && Stopwatch.GetElapsedTime(started) < Patience)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < Calls; i++)
            {
                call();
            }

            least = Math.Min(least, (GC.GetAllocatedBytesForCurrentThread() - before) / Calls);
        }

        return least;
    }
}
