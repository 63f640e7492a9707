using System.Runtime.InteropServices;

namespace Concierge.LoadTest.Generator;

/// <summary>poll(2): one thread drives all connections without thread hops of its own.</summary>
internal static partial class NativePoll
{
    public const short Readable = 1;

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    public static partial int Poll(Span<Entry> entries, nuint count, int timeoutMilliseconds);

    [StructLayout(LayoutKind.Sequential)]
    public struct Entry
    {
        public int Descriptor;
        public short Wanted;
        public short Happened;
    }
}
