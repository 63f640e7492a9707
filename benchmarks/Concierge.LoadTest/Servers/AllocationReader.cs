using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Concierge.LoadTest.Servers;

/// <summary>Asks the probe in a measured process how many bytes it has allocated.</summary>
internal sealed class AllocationReader(string path)
{
    public long AllocatedBytes() => Read()[0];

    public long FullCollections() => Read()[2];

    private long[] Read()
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(path));
        byte[] answer = new byte[256];
        int length = 0;
        int count;
        while ((count = socket.Receive(answer, length, answer.Length - length, SocketFlags.None)) > 0)
        {
            length += count;
        }

        return [.. Encoding.ASCII.GetString(answer, 0, length).Split(' ', StringSplitOptions.TrimEntries).Select(n => long.Parse(n, CultureInfo.InvariantCulture))];
    }
}
