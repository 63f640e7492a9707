using System.Net;
using System.Net.Sockets;

namespace Concierge.Channels.Http;

/// <summary>
/// Resolves a host and connects to exactly the addresses that were checked, so that a name cannot point elsewhere a
/// moment later (DNS rebinding).
/// </summary>
internal sealed class ConnectGuard(Func<string, CancellationToken, Task<IPAddress[]>> resolve)
{
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        DnsEndPoint target = context.DnsEndPoint;
        IPAddress[] addresses = IPAddress.TryParse(target.Host, out IPAddress? literal)
            ? [literal]
            : await resolve(target.Host, cancellationToken);
        if (addresses.Length == 0 || !Array.TrueForAll(addresses, AddressGuard.IsPublic))
        {
            throw new BlockedAddressException();
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, target.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
