using System.Net;
using System.Net.Sockets;

namespace Concierge.Reliability.Tests.Rig;

/// <summary>
/// A port that stays the host's own over restarts. Taken from below the range from which the kernel numbers outgoing connections:
/// while the host is down the load generator's own connections must not land on it.
/// </summary>
internal static class LoopbackPort
{
    private const int First = 21_000;
    private const int Last = 31_000;

    public static Uri Reserve()
    {
        while (true)
        {
            int port = Random.Shared.Next(First, Last);
            try
            {
                using var probe = new TcpListener(IPAddress.Loopback, port);
                probe.Start();
                return new Uri($"http://127.0.0.1:{port}");
            }
            catch (SocketException)
            {
                // Somebody else's.
            }
        }
    }
}
