using System.Net.Sockets;
using System.Text;

/// <summary>
/// Loaded into a measured process by <c>DOTNET_STARTUP_HOOKS</c>: tells how much it has allocated, so that the products
/// under test need no code for being measured. The runtime finds the type by this name, outside any namespace.
/// </summary>
internal static class StartupHook
{
    private const string PathVariable = "CONCIERGE_PROBE_SOCKET";

    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(PathVariable) is { Length: > 0 } path)
        {
            new Thread(() => Serve(path)) { IsBackground = true, Name = "allocation probe" }.Start();
        }
    }

    private static void Serve(string path)
    {
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        while (true)
        {
            using Socket client = listener.Accept();
            string line = $"{GC.GetTotalAllocatedBytes()} {GC.CollectionCount(0)} {GC.CollectionCount(2)} {GC.GetTotalMemory(forceFullCollection: false)}\n";
            client.Send(Encoding.ASCII.GetBytes(line));
        }
    }
}
